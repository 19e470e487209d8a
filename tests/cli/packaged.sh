#!/bin/bash
# What `make deb` asks of the programs it packages: every family of browsers gets
# its manifest, and the scripts of the package name each folder below /etc.
cd "$SCRATCH" || exit 1
mkdir -p root/usr/bin root/usr/libexec packaging debian
ln -s "$BUILD/lenscap" root/usr/bin/lenscap
cp -r "$TOP/packaging/deb" packaging/deb
packaging/deb/browsers.sh root || exit 1
find root/usr -type f -printf '%P\n' | sort
find root/usr/share -type l -printf '%P -> %l\n' | sort
sh -n debian/lenscap.postinst && sh -n debian/lenscap.prerm || exit 1
! grep -l '@[A-Z]*@' debian/* || exit 1
grep -o '/etc/[^ ;]*' debian/lenscap.postinst

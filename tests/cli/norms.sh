#!/bin/bash
# The norms that letters cite against a shelf of texts.
cd "$SCRATCH" || exit 1
mkdir -p shelf/gdpr/en
echo another >shelf/gdpr/en/art-015.txt
lenscap norms check shelf >said
echo "exit $?"
grep -c '^missing' said >missing
grep '^changed' said | sort
tail -1 said | sed "s/ of $(cat missing) the/ of AS MANY AS LISTED the/; s/[0-9]* were not/SOME were not/"
lenscap norms check shelf --json | grep -c '"state":"missing"' | cmp - missing
# A link could lead anywhere, and is no text of the shelf.
ln -sf art-016.txt shelf/gdpr/en/art-015.txt
echo another >shelf/gdpr/en/art-016.txt
lenscap norms check shelf | grep -c '^changed *gdpr:15'
lenscap norms check nowhere
echo "exit $?"
lenscap norms check shelf shelf
echo "exit $?"
lenscap norms check
echo "exit $?"
# The texts themselves, where they lie.
if [ -d "${SHARED:-$TOP/../shared}/data/law" ]; then
	lenscap norms check "${SHARED:-$TOP/../shared}/data/law" >said || cat said
fi
exit 0

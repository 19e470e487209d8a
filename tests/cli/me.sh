#!/bin/bash
# shellcheck disable=SC2086 # the options are words
# Who I am: set, shown, refused, taken away.
cd "$SCRATCH" || exit 1
options="--home home --key-file key"
lenscap init $options >/dev/null
lenscap me set $options name 'Zoë "Z" Ångström {{x}}'
lenscap me set $options email zoe@example.org
lenscap me set $options address 'Hauptstraße 5; 10115 Berlin; Germany'
lenscap me set $options country fr country de
lenscap me show $options
lenscap me show $options --json
printf 'Zoë\nGasse 1; 1010 Wien\n' | lenscap me set $options name - address -
echo "exit $?"
lenscap me show $options | head -3
printf 'Zoë\n' | lenscap me set $options name - address -
echo "exit $?"
for bad in "email a@b" "email a@b.example,c@d.example" "country Atlantis" "region Narnia" "language xx" "shoe 43"; do
	lenscap me set $options ${bad%% *} "${bad#* }"
	echo "exit $?"
done
for country in DE uk Allemagne 'United Kingdom' Schweiz; do
	lenscap me set $options country "$country"
	lenscap me show $options | grep country
done
for region in de:DE-BE de:hessen 'de:North Rhine-Westphalia' gb:Écosse; do
	lenscap me set $options country "${region%%:*}" region "${region#*:}"
	lenscap me show $options | grep region
done
# Another country's is refused; who moves leaves it behind.
lenscap me set $options region de-be
echo "exit $?"
lenscap me set $options country de region gb-sct
echo "exit $?"
lenscap me set $options region gb-zz
echo "exit $?"
lenscap me set $options country qq
echo "exit $?"
lenscap me regions $options GB | wc -l
lenscap me set $options region gb-sct
lenscap me set $options country ch
lenscap me show $options | grep region
lenscap me set $options region ch-zh
lenscap me unset $options region
lenscap me regions $options gb
lenscap me set $options address $'1 Road\nTown'
lenscap me show $options | grep address
lenscap me set $options name Zora email nobody
lenscap me show $options | grep name
lenscap me set $options name $'two\nlines'
echo "exit $?"
for value in 'birth 1990-02-30' 'birth 1990-02-28' 'birth 2999-01-01' 'emails @' 'emails a@b.example;@' 'emails a@b.example; c@d.example'; do
	lenscap me set $options ${value%% *} "${value#* }"
done
lenscap me set $options handle a handle b
lenscap me unset $options birth emails handle
lenscap me set $options country "Côte d'Ivoire"
lenscap me show $options | grep country
lenscap me set $options country ch
lenscap me regions $options jp
lenscap me unset $options email
lenscap me show $options --json
lenscap me set $options email zoe@example.org name
echo "exit $?"
lenscap me
echo "exit $?"
# What is known of the person makes no passphrase, which others may take.
lenscap me set $options name "Zoe Katzenberger" >/dev/null
lenscap me set $options birth 1987-05-17 >/dev/null
for phrase in "katzenberger1987!" "zoe17051987" "walrus-chess-plank-1987"; do
	echo "$phrase" >phrase
	lenscap keys add $options --new-passphrase-file phrase
	echo "exit $?"
done

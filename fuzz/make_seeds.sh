#!/bin/sh
# Fills fuzz/corpus with the seeds and the fixtures' inputs.
set -eu
cd "$(dirname "$0")"
for target in document jsonl; do
    mkdir -p "corpus/$target"
    cp seeds/* "corpus/$target/"
    for fixture in ../fixtures/text/*/*.txt; do
        case $fixture in *.gold.txt) continue ;; esac
        name=$(echo "$fixture" | sed 's|^.*/text/||; s|/|-|')
        cp "$fixture" "corpus/$target/$name"
    done
done

#!/bin/sh
# Fills fuzz/corpus with the seeds and the fixtures' inputs.
set -eu
cd "$(dirname "$0")"

# fill TARGET KIND ENDING: the fixtures of a kind, for a target.
fill() {
    mkdir -p "corpus/$1"
    for fixture in ../fixtures/"$2"/*/*."$3"; do
        case $fixture in *.gold.txt) continue ;; esac
        name=$(echo "$fixture" | sed 's|^.*/\([^/]*\)/\([^/]*\)$|\1-\2|')
        cp "$fixture" "corpus/$1/$name"
    done
}

for target in document jsonl decode; do
    fill "$target" text txt
    cp seeds/* "corpus/$target/"
done
for target in page decode; do
    fill "$target" html html
done

# Containers of the seeds, by the tools that are there.
mkdir -p corpus/containers
cp seeds/* corpus/containers/
tar -cf corpus/containers/seeds.tar seeds
for tool in gzip bzip2 xz zstd; do
    command -v "$tool" >/dev/null || continue
    for seed in seeds/records.warc seeds/wrapped.txt corpus/containers/seeds.tar; do
        "$tool" -c "$seed" >"corpus/containers/$(basename "$seed").$tool"
    done
done
if command -v zip >/dev/null; then
    zip -qr corpus/containers/seeds.zip seeds
fi

#!/bin/bash -eu
# What OSS-Fuzz runs in its container: puts classes, libraries, seeds and a starter for every
# *FuzzTest into $OUT.
modules="proto codec reference-impl conformance-tests"
mvn -B -ntp -q test-compile dependency:copy-dependencies -pl "${modules// /,}" \
    -DincludeScope=test -DexcludeGroupIds=io.github.procmm -DoutputDirectory="$OUT/lib"

class_path=""
for jar in "$OUT"/lib/*.jar; do
    class_path="$class_path:\$this_dir/lib/$(basename "$jar")" # no wildcard: no launcher reads it
done
for module in $modules; do
    for classes in classes test-classes; do
        if [ -d "$module/target/$classes" ]; then
            mkdir -p "$OUT/$module"
            cp -r "$module/target/$classes" "$OUT/$module/"
            class_path="\$this_dir/$module/$classes:${class_path#:}"
        fi
    done
done

for source in */src/test/java/io/github/procmm/*/*FuzzTest.java; do
    module=${source%%/*}
    name=${source#*/src/test/java/}
    name=${name%.java}
    target=$(basename "$name")
    zip -q -j -r "$OUT/${target}_seed_corpus.zip" "$module/src/test/resources/${name}Inputs"
    cat > "$OUT/$target" <<STARTER
#!/bin/bash
# LLVMFuzzerTestOneInput for fuzzer detection.
this_dir=\$(dirname "\$0")
LD_LIBRARY_PATH="\${JVM_LD_LIBRARY_PATH:-}:\$this_dir" \\
    "\$this_dir/jazzer_driver" --agent_path="\$this_dir/jazzer_agent_deploy.jar" \\
    --cp="$class_path" --target_class=${name//\//.} --jvm_args="-Xmx1g" "\$@"
STARTER
    chmod +x "$OUT/$target"
done

// Prints which engine runs this, and which of the modules given it can load.
const { Bun, Deno, process } = globalThis;
const major = (version) => version.split(".")[0];

const describe = () => {
  if (Bun !== undefined)
    return { id: `bun-${major(Bun.version)}`, engine: `Bun ${Bun.version} (JavaScriptCore)`, isV8: false };
  if (Deno !== undefined)
    return {
      id: `deno-${major(Deno.version.deno)}`,
      engine: `Deno ${Deno.version.deno} (V8 ${Deno.version.v8})`,
      isV8: true,
    };
  const { node, v8 } = process.versions;
  return { id: `node-${major(node)}`, engine: `Node.js ${node} (V8 ${v8})`, isV8: true };
};

const loaded = [];
for (const [spec, address] of JSON.parse(process.argv[2])) {
  try {
    await import(address);
    loaded.push([spec, address]);
  } catch {
    // An engine that lacks what a package needs: the page lists it as not to be had.
  }
}
console.log(JSON.stringify({ ...describe(), loaded }));
process.exit(0);

// Runs all checks in the engine that runs this; one line of JSON for each. A check that takes too long has failed.
import { checks } from "./checks.mjs";

const address = process.argv[2];
const LIMIT = 60_000;

const limited = (promise) =>
  Promise.race([promise, new Promise((resolve) => setTimeout(resolve, LIMIT, `nothing in ${LIMIT / 1000} s`))]);

for (const { name, found, wanted } of checks) {
  const answer = await limited(found(address).catch((error) => `${error}`));
  console.log(JSON.stringify({ name, wanted, found: answer }));
}
process.exit(0);

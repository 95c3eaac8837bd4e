// Runs checks one after the other and tells of each. One that takes too long has failed.

const LIMIT = 60_000;

const limited = (promise) =>
  Promise.race([promise, new Promise((resolve) => setTimeout(resolve, LIMIT, `nothing in ${LIMIT / 1000} s`))]);

export const runChecks = async (checks, host, tell) => {
  for (const { name, found, wanted } of checks)
    tell({ name, wanted, found: await limited(found(host).catch((error) => `${error}`)) });
};

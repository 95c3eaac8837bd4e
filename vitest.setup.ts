// Random cases are the same in every run, so that none fails by chance; `IRQL_SEED=7 npm test` tries others.
import fc from "fast-check";

fc.configureGlobal({ seed: Number(process.env.IRQL_SEED ?? 20261129) });

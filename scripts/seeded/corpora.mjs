// The correct code in which mistakes are made.
import { openCorpus } from "./corpus.mjs";

const driver = (name) => () =>
  openCorpus(name, `fixtures/drivers/${name}/tsconfig.json`, (file) => file.startsWith(`fixtures/drivers/${name}/`));

export const CORPORA = [driver("nic"), driver("serial"), driver("hashtable")];

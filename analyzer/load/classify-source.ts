/** What a file's text says about whether it can matter. Errs on the side of "yes": a wrong yes costs an opened file. */
export interface SourceTraits {
  /** Driver-like: names `irql/runtime`, a routine or role of the WDK, a contract tag, or shared memory. */
  readonly isDriverLike: boolean;
  /** Has an effect that a caller with a raised level or a lock must know: it may wait, or never returns. */
  readonly hasEffect: boolean;
  /** Takes functions that it may call. */
  readonly takesFunctions: boolean;
  /** Has a comment that allows findings; an unused one is reported, so it must be seen. */
  readonly allowsFindings: boolean;
}

const runtimeModule = /["']irql(?:\/runtime)?["']/;
const contractTag =
  /@(?:irql[A-Z]\w*|acquiresLock|releasesLock|requiresLock(?:Not)?Held|guardedBy|functionClass|mayBlock)\b/;
const sharedMemory = /\b(?:SharedArrayBuffer|Atomics)\b/;
// Every routine and role type that could matter begins with a capital letter; `isKernelName` decides.
const capitalized = /\b[A-Z][A-Za-z0-9_]{3,}\b/g;
const effect =
  /Sync\b|\breceiveMessageOnPort\b|\bDatabaseSync\b|:\s*never\b|\bprocess\.(?:exit|abort)\b|\balert\(|\bconfirm\(|\bprompt\(/;
// A parameter whose type starts with `(` is a function type or holds one; `Function`, `...Callback`, `...Handler` name one.
const functionParameter =
  /[(,]\s*(?:readonly\s+)?[\w$]+\??\s*:\s*(?:<[^>]*>\s*)?(?:\(|new\s*\(|Function\b|\w*(?:Callback|Handler|Listener|Routine|Fn|Func)\b|(?:Async)?(?:Iterable|Iterator|Generator)\b)/;
const suppression = /\birql-(?:disable|enable)\b|\beslint-(?:disable|enable)[^\n]*\birql\//;

const namesKernel = (text: string, isKernelName: (name: string) => boolean): boolean => {
  capitalized.lastIndex = 0;
  for (let match = capitalized.exec(text); match !== null; match = capitalized.exec(text)) {
    if (isKernelName(match[0])) return true;
  }
  return false;
};

export const classifySource = (text: string, isKernelName: (name: string) => boolean): SourceTraits => ({
  isDriverLike:
    runtimeModule.test(text) || sharedMemory.test(text) || contractTag.test(text) || namesKernel(text, isKernelName),
  hasEffect: effect.test(text),
  takesFunctions: functionParameter.test(text),
  allowsFindings: suppression.test(text),
});

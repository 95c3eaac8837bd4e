export type Stages = readonly { readonly name: string; readonly milliseconds: number }[];

/** How long each stage took, as far as its reports of progress tell. */
export interface StageClock {
  readonly saw: (stage: string) => void;
  readonly stages: () => Stages;
}

/** A stage runs from its first report to the next stage's first report; one that comes again is added up. */
export const stageClock = (now: () => number): StageClock => {
  const spent = new Map<string, number>();
  let current: { readonly name: string; readonly since: number } | undefined;
  const close = (): void => {
    if (current) spent.set(current.name, (spent.get(current.name) ?? 0) + now() - current.since);
  };
  return {
    saw: (stage) => {
      if (current?.name === stage) return;
      close();
      current = { name: stage, since: now() };
    },
    stages: () => {
      close();
      current = undefined;
      return Array.from(spent, ([name, milliseconds]) => ({ name, milliseconds }));
    },
  };
};

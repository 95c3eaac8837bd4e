import { describe, expect, it } from "vitest";
import type { Report } from "../analyzer/finding/report.js";
import { checkSources } from "./testing/check-sources.js";

const code = `export function enter(): void {
  KeAcquireSpinLockAtDpcLevel(lock);
  KeReleaseSpinLockFromDpcLevel(lock);
}
// irql-disable-next-line mixed-spin-lock-use -- nothing is mixed here
work();
`;
const sources = { "a.ts": code, "gen/b.ts": code, "gen/deep [x]/c.ts": code };

const seen = ({ findings }: Report): string[] =>
  findings.map(({ file, ruleId, level }) => `${file.replace(/\.ts$/, "")} ${ruleId} ${level}`);

const RULE = "uncertain-at-dpc-level";

describe("levels of rules", () => {
  it("are the rules' own", async () => {
    expect(seen(await checkSources(sources))).toEqual([
      `a ${RULE} error`,
      "a suppression warning",
      `gen/b ${RULE} error`,
      "gen/b suppression warning",
      `gen/deep [x]/c ${RULE} error`,
      "gen/deep [x]/c suppression warning",
    ]);
  });

  it("can be changed, and are counted as changed", async () => {
    const report = await checkSources(sources, { rules: { [RULE]: "warning", suppression: "error" } });
    expect(seen(report).slice(0, 2)).toEqual([`a ${RULE} warning`, "a suppression error"]);
    expect(report.summary).toMatchObject({ errors: 3, warnings: 3 });
  });

  it("can be changed for some files", async () => {
    const overrides = [
      { files: ["gen/**", "!gen/b.ts"], rules: { [RULE]: "off", suppression: "off" } },
      { files: ["*.ts"], rules: { [RULE]: "warning" } },
    ] as const;
    expect(seen(await checkSources(sources, { overrides }))).toEqual([
      `a ${RULE} warning`,
      "a suppression warning",
      `gen/b ${RULE} error`,
      "gen/b suppression warning",
    ]);
  });

  it("turn a rule on for some files alone", async () => {
    const overrides = [{ files: ["gen/*.ts"], rules: { [RULE]: "warning" } }] as const;
    expect(seen(await checkSources(sources, { rules: { [RULE]: "off", suppression: "off" }, overrides }))).toEqual([
      `gen/b ${RULE} warning`,
    ]);
  });

  it("of `only` and `skip` go before them", async () => {
    const only = await checkSources(sources, { rules: { [RULE]: "off" }, only: [RULE] });
    expect(seen(only).filter((line) => line.includes(RULE))).toHaveLength(3);
    const overrides = [{ files: ["**"], rules: { [RULE]: "error", suppression: "off" } }] as const;
    expect(seen(await checkSources(sources, { overrides, skip: [RULE] }))).toEqual([]);
    expect(seen(await checkSources(sources, { overrides, only: ["redundant-irql-check"] }))).toEqual([]);
  });

  it("say nothing of a comment for a rule that is off here", async () => {
    const report = await checkSources(sources, { rules: { "mixed-spin-lock-use": "off" } });
    expect(seen(report).filter((line) => line.includes("suppression"))).toEqual([]);
  });

  it("are refused for a rule that is not there, and where none is left", async () => {
    await expect(checkSources(sources, { rules: { zzz: "off" } })).rejects.toThrow("there is no rule `zzz`");
    await expect(checkSources(sources, { only: [RULE], skip: [RULE] })).rejects.toThrow("no rule is left to check");
  });
});

import type { ReportedFinding } from "../analyzer/finding/report.js";
import type { Preset, RuleMeta } from "./define-rule.js";

/** Whether a preset shows the finding of a rule that was chosen: `recommended` leaves some findings of its rules to `strict`. */
export const isShown = (
  { presets }: Pick<RuleMeta, "presets">,
  finding: Pick<ReportedFinding, "preset">,
  preset: Preset = "recommended",
): boolean => preset !== "recommended" || finding.preset === "recommended" || !presets.includes("recommended");

import { Argument, Command } from "commander";
import { annotate, type AnnotateOptions } from "./annotate.js";
import { check, refuseMistypedCommand } from "./check.js";
import { baseline } from "./baseline.js";
import { baselineOptions, type CheckOptions, checkOptions, configOptions, projectOption } from "./check-options.js";
import { config } from "./config.js";
import { type Context, type GlobalOptions, paintOn } from "./context.js";
import { debug } from "./debug.js";
import { explain } from "./explain.js";
import type { SettingOptions } from "../config/settings.js";
import {
  ANNOTATE_HELP,
  BASELINE_HELP,
  CHECK_HELP,
  CONFIG_HELP,
  DEBUG_HELP,
  EXPLAIN_HELP,
  PROGRAM_HELP,
  RULES_HELP,
} from "./help-text.js";
import { init } from "./init.js";
import { rules } from "./rules.js";

const WIDEST_HELP = 100;

/** The commands of `irql`. Parsing throws: CommanderError for help, version and misuse, else what a command throws. */
export const program = (context: Context, version: string, globals: GlobalOptions): Command => {
  const irql = new Command("irql")
    .description("Checks TypeScript that shares memory between workers for spin-lock and IRQL discipline.")
    .version(version, "-v, --version", "print the version")
    .helpOption("-h, --help", "print help")
    .helpCommand("help [command]", "print help for a command")
    .option("--color", "colour, even where no terminal is")
    .option("--no-color", "no colour")
    .addHelpText("after", PROGRAM_HELP)
    .exitOverride();
  configure(irql, context, globals);
  addCheck(irql, context);
  addExplain(irql, context);
  addRules(irql, context);
  addAnnotate(irql, context);
  addBaseline(irql, context);
  addInit(irql, context);
  addConfig(irql, context);
  addDebug(irql, context);
  return irql;
};

const configure = (irql: Command, { io }: Context, globals: GlobalOptions): void => {
  const paint = paintOn(io.stdout, io, globals);
  irql.configureHelp({
    showGlobalOptions: true,
    styleTitle: (title) => paint("strong", title),
    helpWidth: Math.min(io.stdout.columns ?? WIDEST_HELP, WIDEST_HELP),
  });
  irql.configureOutput({
    writeOut: io.stdout.write,
    // Misuse is told in one line by `run.ts`.
    writeErr: () => undefined,
    outputError: () => undefined,
    getOutHasColors: () => true,
  });
};

const addCheck = (irql: Command, context: Context): void => {
  const command = irql
    .command("check", { isDefault: true })
    .description("check files, folders or projects; `irql src` is short for `irql check src`")
    .argument("[paths...]", "files, folders or globs")
    .addHelpText("after", CHECK_HELP)
    .action(async (paths: readonly string[]) => {
      refuseMistypedCommand(paths, context.io.cwd);
      await check(paths, command.optsWithGlobals<CheckOptions>(), context);
    });
  for (const option of checkOptions()) command.addOption(option);
};

const addExplain = (irql: Command, context: Context): void => {
  const command = irql
    .command("explain")
    .description("print what a rule finds, why it matters and what to do")
    .argument("<rule>", "a rule's name")
    .addHelpText("after", EXPLAIN_HELP)
    .action((rule: string) => explain(rule, command.optsWithGlobals<GlobalOptions>(), context));
};

const addRules = (irql: Command, context: Context): void => {
  const command = irql
    .command("rules")
    .description("list the rules")
    .option("--json", "as JSON")
    .addHelpText("after", RULES_HELP)
    .action(() => rules(command.optsWithGlobals<GlobalOptions & { readonly json?: boolean }>(), context));
};

const addAnnotate = (irql: Command, context: Context): void => {
  const command = irql
    .command("annotate")
    .description("write inferred contracts as tags")
    .argument("[paths...]", "files, folders or globs")
    .option("--dry-run", "print the changes, write nothing")
    .option("--check", "write nothing; exit with 1 where something would change")
    .addHelpText("after", ANNOTATE_HELP)
    .action((paths: readonly string[]) => annotate(paths, command.optsWithGlobals<AnnotateOptions>(), context));
  for (const option of [projectOption(), ...configOptions()]) command.addOption(option);
};

const addBaseline = (irql: Command, context: Context): void => {
  const command = irql
    .command("baseline")
    .description("keep the file of known findings: write all that are found, prune those that are gone, or show them")
    .addArgument(new Argument("<what>", "write, prune or show").choices(["write", "prune", "show"]))
    .argument("[paths...]", "files, folders or globs")
    .addHelpText("after", BASELINE_HELP)
    .action((what: "write" | "prune" | "show", paths: readonly string[]) =>
      baseline(what, paths, command.optsWithGlobals<CheckOptions>(), context),
    );
  for (const option of baselineOptions()) command.addOption(option);
};

const addInit = (irql: Command, context: Context): void => {
  const command = irql
    .command("init")
    .description("write a configuration file, and show what a first check finds")
    .action(() => init(command.optsWithGlobals<GlobalOptions>(), context));
};

const addConfig = (irql: Command, context: Context): void => {
  const command = irql
    .command("config")
    .description("print the configuration in force, for the project or for one file, and what stated it")
    .argument("[file]", "a file of the project")
    .addHelpText("after", CONFIG_HELP)
    .action((file: string | undefined) =>
      config(file, command.optsWithGlobals<GlobalOptions & SettingOptions>(), context),
    );
  for (const option of [projectOption(), ...configOptions()]) command.addOption(option);
};

const addDebug = (irql: Command, context: Context): void => {
  const command = irql
    .command("debug")
    .description("print what the analysis knows of one function")
    .argument("<file#function>", "a file and the qualified name of a function in it")
    .addHelpText("after", DEBUG_HELP)
    .action((target: string) => debug(target, command.optsWithGlobals<SettingOptions>(), context));
  for (const option of [projectOption(), ...configOptions()]) command.addOption(option);
};

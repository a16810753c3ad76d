import type { Argv } from 'yargs';
import { deviationsOf } from '../../conformance/runner/bench.js';
import { kitOfRelease, stackKits } from '../../conformance/subjects/index.js';
import type { ReleaseSummary, StackKit } from '../../conformance/subjects/stack-kit.js';
import { nearestName, UsageError } from '../../sim/core/usage-error.js';

/** What is judged when nothing else is said. */
export const usualStack = 'kubevirt';

/** `--stack`: which control plane is judged. */
export const stackOption = {
  type: 'string',
  describe: `stack to judge: ${stackKits.map(({ stack }) => stack).join(', ')}; default: the one that --compat or --quirk is of, else ${usualStack}`,
} as const;

/** The stack that is asked for: by name, or as that of the release, or of the deviations, that are asked for. */
export function chosenStack({ stack, compat, quirk }: SubjectArguments & { readonly stack?: string | undefined }): string {
  if (stack !== undefined) return stack;
  if (compat !== undefined) return kitOfRelease(compat).stack;
  const knows = stackKits.find((kit) => quirk.every((name) => deviationsOf(kit).some((known) => known.name === name)));
  return knows?.stack ?? usualStack;
}

/** Flags that say in what the subject differs from the reference. */
export interface SubjectArguments {
  quirk: string[];
  compat: string | undefined;
}

/** Declares `--quirk` and `--compat`. */
export function subjectOptions<Arguments>(yargs: Argv<Arguments>) {
  return yargs
    .option('quirk', {
      type: 'string',
      array: true,
      default: [],
      describe: 'named deviation of the stack, or of the host below it, to switch on; repeatable; fauxmetal zoo list shows them',
    })
    .option('compat', {
      type: 'string',
      describe:
        'a release, with exactly the deviations and technologies it has: kubevirt@1.9.0, intel-fork@mid-stream, nova@2025.2',
    });
}

/** The deviations that are asked for, and the release they are of. */
export interface ChosenSubject {
  /** Those of the release and those named, each once. */
  readonly quirks: readonly string[];
  readonly release?: ReleaseSummary;
}

/**
 * What the flags ask for.
 *
 * @throws UsageError for an unknown quirk or release.
 */
export function chosenSubject({ quirk, compat }: SubjectArguments, kit: StackKit): ChosenSubject {
  for (const name of quirk) checkQuirk(name, kit);
  if (compat === undefined) return { quirks: [...new Set(quirk)] };
  const release = kit.release(compat);
  return { quirks: [...new Set([...release.quirks, ...quirk])], release };
}

/** The flags again, for a command line that asks for the same. */
export function subjectFlags({ quirk, compat }: SubjectArguments): readonly string[] {
  return [...(compat === undefined ? [] : ['--compat', compat]), ...quirk.flatMap((name) => ['--quirk', name])];
}

function checkQuirk(name: string, kit: StackKit): void {
  const known = deviationsOf(kit).map((deviation) => deviation.name);
  if (known.includes(name)) return;
  const near = nearestName(name, known);
  throw new UsageError(`there is no quirk "${name}"`, {
    fix: near === undefined ? 'fauxmetal zoo list shows them all' : `did you mean "${near}"?`,
  });
}

/** A story in steps, told while it happens: what is typed where, and what that shows. It ends with a result, or at the step that fails. */

/** Something a step shows. */
export type Shown =
  /** A command, and where it is typed: `genoa# dmesg`. */
  | { readonly kind: 'command'; readonly where: string; readonly text: string }
  /** What the command before it prints, without the last line feed. */
  | { readonly kind: 'output'; readonly text: string }
  /** What a reader should know and no screen says. */
  | { readonly kind: 'remark'; readonly text: string };

/** One step. */
export interface StoryStep {
  /** Stable: `attest`. */
  readonly id: string;
  /** A sentence without its full stop. */
  readonly title: string;
  readonly shown: readonly Shown[];
}

/** Where a story failed, and why. */
export interface StoryFailure {
  /** {@link StoryStep.id} of the last step. */
  readonly step: string;
  /** Stable, another one for each kind of defect: `evidence/root`. */
  readonly code: string;
  readonly message: string;
}

/** How a story went. */
export interface StoryOutcome<Result> {
  readonly steps: readonly StoryStep[];
  readonly end: { readonly ok: true; readonly result: Result } | { readonly ok: false; readonly failure: StoryFailure };
}

/** What a step says while it is done. */
export interface Teller {
  /** A command typed somewhere, and what it prints, if anything. */
  run(where: string, command: string, output?: string): void;
  /** More of what the last command prints. */
  output(text: string): void;
  remark(text: string): void;
}

/** Does one step, and hands on what it gives. */
export type DoStep = <Value>(id: string, title: string, act: (teller: Teller) => Promise<Value> | Value) => Promise<Value>;

/** A step cannot be done. Ends the story, and is part of how it went. */
export class StepFailure extends Error {
  readonly code: string;

  constructor(code: string, message: string) {
    super(message);
    this.code = code;
  }
}

/**
 * Tells a story. The first step that throws a {@link StepFailure} is its last; whatever else is thrown goes through.
 *
 * @param onStep Called when a step is over, the failing one included.
 */
export async function tellStory<Result>(
  story: (step: DoStep) => Promise<Result>,
  onStep: (step: StoryStep, number: number) => void = () => {},
): Promise<StoryOutcome<Result>> {
  const steps: StoryStep[] = [];
  const doStep: DoStep = async (id, title, act) => {
    const shown: Shown[] = [];
    const told: StoryStep = { id, title, shown };
    steps.push(told);
    try {
      return await act(tellerInto(shown));
    } finally {
      onStep(told, steps.length);
    }
  };
  try {
    return { steps, end: { ok: true, result: await story(doStep) } };
  } catch (problem) {
    if (!(problem instanceof StepFailure)) throw problem;
    const { code, message } = problem;
    return { steps, end: { ok: false, failure: { step: steps.at(-1)?.id ?? '', code, message } } };
  }
}

function tellerInto(shown: Shown[]): Teller {
  const output = (text: string): void => {
    if (text !== '') shown.push({ kind: 'output', text: text.replace(/\n$/, '') });
  };
  return {
    run: (where, command, printed = '') => {
      shown.push({ kind: 'command', where, text: command });
      output(printed);
    },
    output,
    remark: (text) => void shown.push({ kind: 'remark', text }),
  };
}

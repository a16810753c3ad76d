import type { Case, Command, GuestForm, GuestSpec } from '../../sim/contracts/commands.js';
import type { Protection, Technology } from '../../sim/contracts/protection.js';
import type { Subject } from '../../sim/contracts/subject.js';
import type { JsonObject } from '../../sim/core/json.js';
import type { Draw, DrawnHost } from '../arbitraries/draw.js';
import type { GuestRequest } from '../commands/launch-requests.js';
import type { Requirement } from '../requirements/requirement.js';
import type { Mark } from '../runner/marks/mark.js';
import type { PlanMachine } from '../runner/plan-machine.js';

/** A named deviation that can be switched on, as `fauxmetal run --quirk` and the zoo show it. */
export interface QuirkSummary {
  readonly name: string;
  readonly sentence: string;
  /** Releases that behave like this, e.g. `kubevirt 1.5.0–1.5.2`; `synthetic` when none ever did. */
  readonly releases: string;
  /** The same as ranges: inclusive, open ends absent; empty when synthetic. */
  readonly ranges: readonly { readonly product: string; readonly from?: string; readonly to?: string; readonly note?: string }[];
  readonly source: string;
  /** Requirement that must catch it. */
  readonly killedBy: string;
  /** Situation it shows in, when the generators do not make that situation yet. */
  readonly needs?: string;
}

/** Where the node agent finds what one of its answers says: a part of a file, or that the file is there at all. */
export interface AnswerSource {
  /** Label or extended resource. */
  readonly answer: string;
  /** Absolute path on the host. */
  readonly path: string;
  /** Name of the XML element that decides. */
  readonly element?: string;
  /** First word of the line that decides. */
  readonly line?: string;
}

/** A published release of the stack, as `fauxmetal run --compat` judges it. */
export interface ReleaseSummary {
  /** As it is asked for: `kubevirt@1.5.1`. */
  readonly name: string;
  /** As people say it: `kubevirt 1.5.1`. */
  readonly words: string;
  /** What it knows of; the others are not asked of it. */
  readonly technologies: readonly Technology[];
  /** The quirks it has. */
  readonly quirks: readonly string[];
}

/** Makes a command from a draw; `earlier` are the commands before it. */
export type CommandDraw = (draw: Draw, hosts: readonly DrawnHost[], kit: StackKit, earlier: readonly Command[]) => Command;

/** One family of enumerated cases, from the smallest to the largest. */
export type CaseFamily = (machines: readonly PlanMachine[], kit: StackKit) => Generator<Case>;

/** Everything the engine needs to know about one stack: who is judged by default, how requests look, what is promised. */
export interface StackKit {
  readonly stack: string;
  /** The reference subject, with the named quirks switched on; with fewer technologies it has never heard of the others. */
  subject(quirks: readonly string[], technologies?: readonly Technology[]): Subject;
  readonly quirks: readonly QuirkSummary[];
  /** Names of the releases that {@link release} knows, oldest first. */
  readonly releases: readonly string[];
  /**
   * A release by name.
   *
   * @throws UsageError for one that does not exist.
   */
  release(name: string): ReleaseSummary;
  /** The stack's own request object for a guest. */
  request(guest: string, spec: GuestSpec): JsonObject;
  /** A request that an admission chain accepts when everything is in place; the starting point of generated variations. */
  readonly plainGuest: Omit<GuestSpec, 'protection'>;
  /** Labels nodes carry before the first labelling: an administrator's own, and some that an earlier life of the node left behind. */
  readonly nodeLabels: Readonly<Record<string, string>>;
  /** Damaged forms of the files the stack's node agent reads; without `text` the file is gone. */
  readonly spoils: readonly { readonly path: string; readonly text?: string }[];
  /** What administrators may write on a node object. */
  readonly nodeEdits: readonly Omit<Extract<Command, { do: 'edit-node' }>, 'do' | 'host' | 'racing'>[];
  /** What users may ask the API about a guest that runs. */
  readonly guestRequests: readonly GuestRequest[];
  /** Control-plane configuration of the default gate, with all features on. */
  readonly config: JsonObject;
  /** Configurations worth trying besides, e.g. a closed feature gate. */
  readonly otherConfigs: readonly JsonObject[];
  /** Firmware packages that lack something, and ways to choose among images, each with the configuration that makes it so. */
  readonly firmwareChoices: readonly { readonly ovmf: string; readonly config: JsonObject }[];
  readonly requirements: readonly Requirement[];
  /** What happens in random cases besides fills and creations; each case leaves out some kinds. */
  readonly draws: readonly CommandDraw[];
  /** Always enabled, every other command: makes guests. Default: fills a host around a limit, or asks for one guest anywhere. */
  readonly makesGuests?: CommandDraw;
  /** Families of the cases that are enumerated before the random ones. */
  readonly families: readonly CaseFamily[];
  /** What a run is expected to meet. */
  readonly situations: readonly Mark[];
  /** Columns of the coverage matrix that cannot be filled, because this stack has nothing that could go wrong like that. */
  readonly knowsNoFault: ReadonlySet<string>;
  /** Where labels and resources of confidential guests come from, in the order they are explained. */
  readonly sources: readonly AnswerSource[];
  /** What the memory overhead of an admitted guest is made of, in bytes by what it is for. */
  memoryOverhead(guest: JsonObject, config: JsonObject, quirks: readonly string[]): Readonly<Record<string, number>>;
  /** Kinds of objects that ask for guests, and what each is a form of. */
  readonly guestKinds: Readonly<Record<string, GuestForm>>;
  /** Kinds of objects that say something about a guest that refers to them, and are submitted beside it in a `List`. */
  readonly relatedKinds: readonly string[];
  /** Several stacks on the same hosts: what is wrong below and around them is tried with each of them alone. */
  readonly sharesHosts?: true;
  /** Guests may be asked to become something else after their admission. */
  readonly changesGuests?: true;
  /** Which protection a request of the stack's own form asks for; the first one when it wrongly asks for several. */
  protectionOf(request: JsonObject): Protection;
}

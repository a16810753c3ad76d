import type { Command } from '../../../sim/contracts/commands.js';
import type { Certificate, EndState, KubeletEvent, ReleaseEvent, StartEvent } from '../../../sim/contracts/evidence.js';
import type { Protection } from '../../../sim/contracts/protection.js';
import type {
  AdmitDecision,
  Claim,
  Happening,
  HostToPlaceOn,
  LabelDecision,
  NodeHappening,
  PlaceDecision,
  RenderDecision,
  RunDecision,
} from '../../../sim/contracts/subject.js';
import type { BootTruth } from '../../../sim/contracts/truth.js';
import type { JsonObject } from '../../../sim/core/json.js';

/** What happens in a story, and on which hosts. Everything in it goes right unless a {@link Twist} says otherwise. */
export interface Story {
  /** Truths by host name; default one AMD host `amd` and one Intel host `intel`. */
  readonly hosts?: Readonly<Record<string, BootTruth>>;
  readonly config?: JsonObject;
  readonly commands: readonly Command[];
  /** What a host that reboots comes back with; default unchanged. */
  readonly reborn?: BootTruth;
  /** What is said of the guests that wait at the end; default nothing, as in a case in which everything happens one after another. */
  readonly certificates?: readonly Certificate[];
}

/** Where a story goes wrong: each member replaces the right answer of one decision, or what the host says of itself. */
export interface Twist {
  readonly label?: (decision: LabelDecision, host: string, happening: NodeHappening) => LabelDecision;
  readonly admit?: (decision: AdmitDecision, request: JsonObject) => AdmitDecision;
  readonly claim?: (claim: Claim) => Claim;
  readonly place?: (decision: PlaceDecision, hosts: readonly HostToPlaceOn[]) => PlaceDecision;
  readonly kubelet?: (event: KubeletEvent) => KubeletEvent;
  readonly render?: (decision: RenderDecision, protection: Protection) => RenderDecision;
  readonly start?: (event: StartEvent) => StartEvent;
  readonly release?: (event: ReleaseEvent) => ReleaseEvent;
  readonly run?: (decision: RunDecision, happening: Happening) => RunDecision;
  readonly end?: (end: EndState) => EndState;
}

import type { HostDescription } from '../../profiles/description.js';
import type { CaseHost, GuestSpec } from '../contracts/commands.js';
import type { Protection } from '../contracts/protection.js';
import type { HostReader } from '../contracts/reader.js';
import type { Subject } from '../contracts/subject.js';
import type { JsonObject } from '../core/json.js';
import type { Host } from '../host/host.js';
import type { ClusterRules } from './cluster-rules.js';

/** What a world is put together from. The world itself knows no stack and no profile store: both are passed in. */
export interface WorldParts {
  readonly subject: Subject;
  /** Resolves a case's host through the profiles. */
  readonly describe: (host: CaseHost) => HostDescription;
  /** Makes the stack's own request object, e.g. a VirtualMachineInstance. */
  readonly request: (guest: string, spec: GuestSpec) => JsonObject;
  /** Which protection an object of the stack asks for, where guests may be changed after their admission; absent where they may not. */
  readonly protectionOf?: (object: JsonObject) => Protection;
  /** Everything but the protection of a guest that is fine in every respect; what `fill` asks for. */
  readonly plainGuest: Omit<GuestSpec, 'protection'>;
  /** Labels a node object carries before the first labelling, beside the kubelet's: an administrator's, and stale ones. */
  readonly nodeLabels: Readonly<Record<string, string>>;
  /** Makes the machines themselves; default: right ones. */
  readonly machine?: MachineMaker;
  /** How the parts of the cluster keep their promises to one another; default: as they should. For mutants of the cluster. */
  readonly rules?: Partial<ClusterRules>;
}

/** Makes simulated machines. A mutant of the host is one that makes them wrong. */
export interface MachineMaker {
  readonly boot: (description: HostDescription, name: string) => Host;
  /** What the host shows, made from what it would show if it were right. */
  readonly show: (reader: HostReader, host: Host) => HostReader;
}

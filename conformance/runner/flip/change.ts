import type { Case, CaseHost, SettingValue, VersionedSoftware } from '../../../sim/contracts/commands.js';
import { canonicalJson, type Json } from '../../../sim/core/json.js';

/** One thing about a case's hosts or configuration that could be otherwise. `host` is a name within the case; no value means: not set. */
export type Change =
  | { readonly what: 'setting'; readonly host: string; readonly name: string; readonly value?: SettingValue }
  | { readonly what: 'version'; readonly host: string; readonly name: VersionedSoftware; readonly value: string }
  | { readonly what: 'machine'; readonly host: string; readonly value: string }
  | { readonly what: 'configuration'; readonly name: string; readonly value?: Json };

/** The case with a change. */
export function changed(theCase: Case, change: Change): Case {
  if (change.what === 'configuration') {
    const { [change.name]: _, ...others } = theCase.config;
    return { ...theCase, config: change.value === undefined ? others : { ...others, [change.name]: change.value } };
  }
  const hosts = theCase.hosts.map((host) => (host.name === change.host ? changedHost(host, change) : host));
  return { ...theCase, hosts };
}

function changedHost(host: CaseHost, change: Exclude<Change, { what: 'configuration' }>): CaseHost {
  switch (change.what) {
    case 'machine':
      return { ...host, machine: change.value };
    case 'version':
      return { ...host, versions: { ...host.versions, [change.name]: change.value } };
    case 'setting': {
      const { [change.name]: _, ...others } = host.settings;
      return { ...host, settings: change.value === undefined ? others : { ...others, [change.name]: change.value } };
    }
  }
}

/** What a change is about: `min-sev-asid`, `kernel`, `machine`; with the host's name where the case has several. */
export function subjectOf(change: Change, theCase: Case): string {
  const name = change.what === 'machine' ? 'machine' : change.name;
  return change.what === 'configuration' || theCase.hosts.length === 1 ? name : `${name} of ${change.host}`;
}

/** How a case stands in respect of a change, and how it stands after it: `min-sev-asid=100`, `no min-sev-asid`, `kernel 6.18`. */
export function stateWords(change: Change, value: Change['value'], theCase: Case): string {
  const suffix = change.what === 'configuration' || theCase.hosts.length === 1 ? '' : ` on ${change.host}`;
  const name = change.what === 'machine' ? 'machine' : change.name;
  if (value === undefined) return `no ${name}${suffix}`;
  if (change.what === 'version' || change.what === 'machine') return `${name} ${value as string}${suffix}`;
  return value === true ? `${name}${suffix}` : `${name}=${typeof value === 'object' ? canonicalJson(value) : value}${suffix}`;
}

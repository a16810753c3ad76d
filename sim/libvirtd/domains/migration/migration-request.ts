import type { TypedParameter } from '../../daemon-contract.js';

/** What a client asks of a migration, in any of the protocol's forms. */
export interface MigrationRequest {
  readonly flags: number;
  /** Document of the guest on the other side. */
  readonly xml?: string;
  /** Document that stays defined there. */
  readonly persistentXml?: string;
  readonly name?: string;
  /** Where QEMU sends the guest's memory. */
  readonly uri?: string;
}

/** `virDomainMigrateFlags`. */
export const migrateFlags = {
  live: 1,
  peerToPeer: 2,
  tunnelled: 4,
  persist: 8,
  undefineSource: 16,
  paused: 32,
  offline: 1024,
} as const;

/** Does the request have the flag? */
export function asksFor({ flags }: MigrationRequest, flag: keyof typeof migrateFlags): boolean {
  return (flags & migrateFlags[flag]) !== 0;
}

/** The form with typed parameters. */
export function requestOf(params: readonly TypedParameter[], flags: number): MigrationRequest {
  return {
    flags,
    ...field(params, 'destination_xml', 'xml'),
    ...field(params, 'persistent_xml', 'persistentXml'),
    ...field(params, 'destination_name', 'name'),
    ...field(params, 'migrate_uri', 'uri'),
  };
}

function field<Name extends string>(
  params: readonly TypedParameter[],
  name: string,
  as: Name,
): { readonly [Key in Name]?: string } {
  const found = params.find((param) => param.field === name);
  return (found?.type === 'string' ? { [as]: found.value } : {}) as { readonly [Key in Name]?: string };
}

/** The older form, with a place for everything. */
export function olderRequest(flags: bigint, name: string | undefined, xml: string | undefined, uri?: string): MigrationRequest {
  return {
    flags: Number(flags),
    ...(name === undefined ? {} : { name }),
    ...(xml === undefined ? {} : { xml }),
    ...(uri === undefined ? {} : { uri }),
  };
}

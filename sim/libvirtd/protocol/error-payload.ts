import type { Fault } from '../daemon-contract.js';
import { domain, int, type Layout, optional, optionalString, string, struct, uuid } from './layouts.js';

const payload = struct({
  code: int,
  domain: int,
  message: optionalString,
  level: int,
  dom: optional(domain),
  str1: optionalString,
  str2: optionalString,
  str3: optionalString,
  int1: int,
  int2: int,
  net: optional(struct({ name: string, uuid })),
});

const levelError = 2;

/** `virNetMessageError`, payload of a reply whose status is an error. libvirtd names neither domain nor network in it. */
export const errorPayload: Layout<Fault> = {
  least: payload.least,
  read: (from) => {
    const { code, domain: raisedBy, message, str1, str2, str3, int1, int2 } = payload.read(from);
    const texts = {
      ...(str1 !== undefined && { str1 }),
      ...(str2 !== undefined && { str2 }),
      ...(str3 !== undefined && { str3 }),
    };
    return { code, domain: raisedBy, message: message ?? '', ...texts, int1, int2 };
  },
  write: (to, { code, domain: raisedBy, message, str1, str2, str3, int1, int2 }) =>
    payload.write(to, {
      ...{ code, domain: raisedBy, message, level: levelError, dom: undefined },
      ...{ str1, str2, str3, int1, int2, net: undefined },
    }),
};

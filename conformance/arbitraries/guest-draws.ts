import { type Command, type GuestSpec, guestForms } from '../../sim/contracts/commands.js';
import { protections } from '../../sim/contracts/protection.js';
import { secondProtection } from '../commands/second-protection.js';
import type { StackKit } from '../subjects/stack-kit.js';
import { confidentialOf, type Draw, type DrawnHost, hostOf, pick } from './draw.js';

/** A request that is right, on any host or on one. */
export function specOf(draw: Draw, hosts: readonly DrawnHost[], kit: StackKit): GuestSpec {
  const protection = protections[draw.protection % protections.length] ?? 'none';
  return { ...kit.plainGuest, protection, ...(draw.detail % 3 === 0 && { onHost: hostOf(draw, hosts).name }) };
}

/** A request that may be wrong in one or two places: each bit of the draw switches one thing. */
export function oddSpecOf(draw: Draw, hosts: readonly DrawnHost[], kit: StackKit): GuestSpec {
  const spec = specOf(draw, hosts, kit);
  const alsoProtection = draw.guest === 0 ? secondProtection(spec.protection, confidentialOf(draw)) : undefined;
  const bit = bitOf(draw);
  return {
    ...spec,
    ...(bit(0) && { secureBoot: bit(1) }),
    ...(bit(2) && { smm: bit(3) }),
    ...(bit(4) && { persistentEfi: true }),
    ...(bit(5) && { startPaused: true, attestation: bit(6) }),
    ...(bit(7) && { bootFromNetwork: true }),
    ...(alsoProtection !== undefined && { alsoProtection }),
    ...(draw.guest === 1 && { firmware: 'bios' as const }),
    vcpus: 1 + (draw.beyond + 2),
    memoryMib: 64 * (1 + draw.host),
  };
}

/** A right request in any form, with its protection written in any places, and with things confidential guests rarely have. */
export function formedSpecOf(draw: Draw, hosts: readonly DrawnHost[], kit: StackKit): GuestSpec {
  const form = pick(guestForms, draw.guest) ?? 'instance';
  const bit = bitOf(draw);
  const places = (['request', 'instancetype', 'preference'] as const).filter((_, index) => bit(index));
  return {
    ...specOf(draw, hosts, kit),
    form,
    ...(form === 'machine' && places.length > 0 && { protectionIn: places }),
    ...(bit(3) && { userData: true }),
    ...(bit(4) && { vsock: true }),
    ...(bit(5) && { tpm: true }),
    ...(bit(6) && { kernelBoot: true }),
    ...(bit(7) && { hostDevice: true }),
  };
}

/** A guest whose owner attests it before it runs, with or without a session in the request. */
export function ownedSpecOf(draw: Draw, hosts: readonly DrawnHost[], kit: StackKit): GuestSpec {
  const protection = draw.protection % 2 === 0 ? 'sev' : 'sev-es';
  const session = draw.detail % 4 === 1 ? { session: true } : {};
  return { ...specOf(draw, hosts, kit), protection, startPaused: true, attestation: true, ...session };
}

/** The name of a guest a command makes. */
export function guestOf(draw: Draw): string {
  return `g${draw.guest}`;
}

/** A guest that an earlier command made, as far as one can tell; a name nobody has when there is none. */
export function guestMadeBy(draw: Draw, earlier: readonly Command[]): string {
  const makers = earlier.filter((command) => command.do === 'create' || command.do === 'fill');
  const maker = pick(makers, draw.detail);
  if (maker?.do === 'create') return maker.guest;
  return maker?.do === 'fill' ? `${maker.host}-${maker.protection}-${draw.guest % 3}` : guestOf(draw);
}

function bitOf({ detail }: Draw): (position: number) => boolean {
  return (position) => (detail & (1 << position)) !== 0;
}

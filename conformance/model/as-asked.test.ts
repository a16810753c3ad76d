import { describe, expect, it } from 'vitest';
import { asAsked } from './as-asked.js';
import { readVmi, type Vmi } from './vmi.js';

const event = { guest: 'g', protection: 'none', usage: { free: 1, inUse: 0, pending: 0, leaked: 0 } } as const;

describe('asAsked', () => {
  it('leaves an event alone that says what the request says', () => {
    expect(asAsked(event, requests({}))).toBe(event);
  });

  it('takes the request’s word, and drops key-ID figures of the wrong range', () => {
    expect(asAsked(event, requests({ sev: {} }))).toEqual({ guest: 'g', protection: 'sev' });
  });

  it('leaves an event alone whose request asks for several things at once, or is not known', () => {
    expect(asAsked(event, requests({ sev: {}, tdx: {} }))).toBe(event);
    expect(asAsked(event, new Map())).toBe(event);
  });
});

function requests(launchSecurity: Record<string, object>): ReadonlyMap<string, Vmi> {
  return new Map([['g', readVmi({ spec: { domain: { launchSecurity: launchSecurity as never } } })]]);
}

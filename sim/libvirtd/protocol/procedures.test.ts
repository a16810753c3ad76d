import { describe, expect, it } from 'vitest';
import { errorPayload } from './error-payload.js';
import type { Layout } from './layouts.js';
import { headerLength, packet } from './packet.js';
import { messages, procedures } from './procedures.js';

const id = '3f1d6bc2-7c5e-4b0a-8c5c-2b1c6f8b6d10';
const header = { program: 0x20008086, version: 1, procedure: 318, type: 2, serial: 1, status: 0 };

function sizeOf<Value>(layout: Layout<Value>, value: Value): number {
  return packet(header, layout, value).length - headerLength - 4;
}

describe('the table of procedures', () => {
  it('gives every number once', () => {
    const numbers = [...Object.values(procedures), ...Object.values(messages)].map(({ number }) => number);
    expect(new Set(numbers).size).toBe(numbers.length);
  });

  it.each([
    ['connectOpen', 1],
    ['domainLookupByName', 23],
    ['domainGetJobInfo', 163],
    ['connectListAllDomains', 273],
    ['domainMigrateConfirm3Params', 307],
    ['connectGetDomainCapabilities', 342],
    ['connectGetAllDomainStats', 344],
    ['connectRegisterCloseCallback', 360],
    ['nodeGetSevInfo', 395],
    ['domainGetMessages', 426],
    ['domainSetLaunchSecurityState', 439],
    ['domainGetAutostartOnce', 449],
  ] as const)('%s is %d', (name, number) => {
    expect(procedures[name].number).toBe(number);
  });

  it('has what came after libvirt 9.0 marked with the version', () => {
    const newer = Object.entries(procedures).filter(([, { number }]) => number > 443);
    expect(newer.filter(([, procedure]) => !('since' in procedure))).toEqual([]);
  });
});

describe('sizes of messages captured from libvirtd', () => {
  it('the lifecycle event of a domain with five letters has 72 bytes in all', () => {
    const dom = { name: 'plain', uuid: id, id: 1 };
    const body = { callbackID: 0, msg: { dom, event: 2, detail: 0 } };
    expect(packet(header, messages.domainEventCallbackLifecycle.body, body)).toHaveLength(72);
  });

  it('the error for a domain that is not there has a payload of 176 bytes', () => {
    const detail = "no domain with matching name 'nosuch'";
    const message = `Domain not found: ${detail}`;
    const fault = { code: 42, domain: 10, message, str1: 'Domain not found: %1$s', str2: detail, int1: -1, int2: -1 };
    expect(sizeOf(errorPayload, fault)).toBe(176);
  });

  it('nodeinfo has a payload of 160 bytes: its model takes four for each character', () => {
    const value = { model: 'x86_64', memory: 1n, cpus: 2, mhz: 3, nodes: 1, sockets: 1, cores: 1, threads: 2 };
    expect(sizeOf(procedures.nodeGetInfo.ret, value)).toBe(160);
  });

  it('seven SEV parameters with certificates of eight letters have 220 bytes with their header', () => {
    const text = (field: string) => ({ field, type: 'string', value: 'AAAAAAAA' }) as const;
    const number = (field: string) => ({ field, type: 'uint', value: 1 }) as const;
    const numbers = ['cbitpos', 'reduced-phys-bits', 'max-guests', 'max-es-guests'].map(number);
    const params = [text('pdh'), text('cert-chain'), text('cpu0-id'), ...numbers];
    expect(sizeOf(procedures.nodeGetSevInfo.ret, { params, nparams: 0 }) + headerLength).toBe(220);
  });
});

import { describe, expect, it } from 'vitest';
import type { Claim } from '../contracts/subject.js';
import { Kubelet } from './kubelet.js';

const claim = (resources: Record<string, number>): Claim => ({
  selectors: {},
  resources,
  memoryBytes: 0,
  overheadBytes: 0,
  object: {},
});

const one = claim({ 'example.org/key': 1 });

describe('a kubelet', () => {
  it('takes a pod while healthy devices are left, and says how many were before it', () => {
    const kubelet = new Kubelet();
    kubelet.register({ resources: { 'example.org/key': 2 } });
    kubelet.hold(one);
    expect(kubelet.judge(one)).toEqual({ admitted: true, left: { 'example.org/key': 1 } });
    expect(kubelet.used).toEqual({ 'example.org/key': 1 });
  });

  it('refuses one too many in the words of its device manager', () => {
    const kubelet = new Kubelet();
    kubelet.register({ resources: { 'example.org/key': 1 } });
    expect(kubelet.judge(claim({ 'example.org/key': 2 }))).toEqual({
      admitted: false,
      left: { 'example.org/key': 1 },
      reason: 'UnexpectedAdmissionError',
      message:
        'Allocate failed due to requested number of devices unavailable for example.org/key. Requested: 2, Available: 1, which is unexpected',
    });
  });

  it('names the first resource of the claim that is short', () => {
    const kubelet = new Kubelet();
    kubelet.register({ resources: { a: 1, b: 1, c: 1 } });
    kubelet.hold(claim({ a: 1, c: 1 }));
    expect(kubelet.judge(claim({ b: 1, c: 1, a: 1 }))).toMatchObject({
      admitted: false,
      left: { b: 1, c: 0, a: 0 },
      message: expect.stringContaining('for c. Requested: 1, Available: 0') as string,
    });
  });

  it('leaves a pod what it holds when fewer devices are healthy, and never says that less than none are available', () => {
    const kubelet = new Kubelet();
    kubelet.register({ resources: { 'example.org/key': 2 } });
    kubelet.hold(one);
    kubelet.hold(one);
    kubelet.register({ resources: {}, unhealthy: { 'example.org/key': 2 } });
    expect(kubelet.used).toEqual({ 'example.org/key': 2 });
    expect(kubelet.judge(one)).toMatchObject({
      left: { 'example.org/key': -2 },
      message:
        'Allocate failed due to no healthy devices present; cannot allocate unhealthy devices example.org/key, which is unexpected',
    });
    kubelet.register({ resources: { 'example.org/key': 1 } });
    expect(kubelet.judge(one)).toMatchObject({
      left: { 'example.org/key': -1 },
      message: expect.stringContaining('Available: 0,') as string,
    });
    expect(kubelet.judge(claim({ 'example.org/key': 0 })).admitted).toBe(true);
  });

  it('does not know a resource that no plugin has registered', () => {
    expect(new Kubelet().judge(one)).toMatchObject({
      admitted: false,
      message: 'Allocate failed due to cannot allocate unregistered device example.org/key, which is unexpected',
    });
  });

  it('takes a device back when its pod is gone', () => {
    const kubelet = new Kubelet();
    kubelet.register({ resources: { 'example.org/key': 1 } });
    kubelet.hold(one);
    kubelet.letGo(one);
    expect(kubelet.judge(one).admitted).toBe(true);
  });

  it('counts unhealthy devices and those of a plugin that has gone in its capacity only', () => {
    const kubelet = new Kubelet();
    kubelet.register({ resources: { sev: 5, tdx: 3 } });
    kubelet.register({ resources: { tdx: 1 }, unhealthy: { tdx: 2 } });
    expect(kubelet.allocatable).toEqual({ tdx: 1 });
    expect(kubelet.capacity).toEqual({ sev: 5, tdx: 3 });
  });

  it('forgets what was registered when it is restarted, but not what pods hold', () => {
    const kubelet = new Kubelet();
    kubelet.register({ resources: { 'example.org/key': 2 } });
    kubelet.hold(one);
    kubelet.forgetRegistrations();
    expect([kubelet.allocatable, kubelet.capacity, kubelet.used]).toEqual([{}, {}, { 'example.org/key': 1 }]);
  });
});

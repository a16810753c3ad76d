import { describe, expect, it } from 'vitest';
import type { KeyPool } from '../contracts/protection.js';
import type { MiscResourceTruth } from '../contracts/truth.js';
import { miscBehaviourOf } from './misc-behaviour.js';
import { MiscController, type MiscGroupHandle } from './misc-controller.js';

describe('a charge', () => {
  it('is counted in its group and in every group above it', () => {
    const misc = tree({ tdx: 31 });
    charged(misc, '/a/b', 'tdx');
    charged(misc, '/a', 'tdx');
    expect(['/', '/a', '/a/b'].map((path) => of(misc, path, 'tdx').current)).toEqual([2n, 2n, 1n]);
    expect(of(misc, '/a', 'sev').current).toBe(0n);
  });

  it('is refused with EINVAL without capacity, and leaves no trace', () => {
    const misc = tree({ sev: 5 });
    const before = misc.groups();
    expect(misc.charge('/a/b', 'tdx')).toEqual({ ok: false, reason: { errno: 'EINVAL', cause: 'no-capacity' } });
    expect(misc.groups()).toEqual(before);
  });

  it('of nothing succeeds where there is any capacity, and changes nothing', () => {
    const misc = tree({ sev: 1 });
    charged(misc, '/a/b', 'sev');
    const before = misc.groups();
    expect(misc.charge('/a/b', 'sev', 0).ok).toBe(true);
    expect(misc.groups()).toEqual(before);
    expect(misc.charge('/a/b', 'tdx', 0).ok).toBe(false);
  });

  it('of nothing succeeds even in a group that is beyond its limit', () => {
    const misc = tree({ sev: 1 });
    charged(misc, '/a', 'sev');
    misc.writeMax('/a', 'sev 0');
    expect(misc.charge('/a', 'sev', 0).ok).toBe(true);
    expect(of(misc, '/a', 'sev').events).toBe(0n);
  });

  it('falls to the nearest group above that has the controller', () => {
    const misc = tree({ sev: 5 });
    expect(charged(misc, '/a/b/vm-1.scope', 'sev').path).toBe('/a/b');
    expect(charged(misc, '/machine.slice/vm-2.scope', 'sev').path).toBe('/');
  });
});

describe('a refused charge, with A holding B', () => {
  it('at A counts events at A only, while B keeps the refused attempt in its peak', () => {
    const misc = tree({ sev: 10 }, { '/a': 'sev 1' });
    charged(misc, '/a/b', 'sev');
    expect(refusal(misc, '/a/b', 'sev')).toEqual({ errno: 'EBUSY', cause: 'cgroup-limit', limitedAt: '/a' });
    expect(of(misc, '/a/b', 'sev')).toEqual({ max: 'max', current: 1n, peak: 2n, events: 0n, eventsLocal: 0n });
    expect(of(misc, '/a', 'sev')).toEqual({ max: 1n, current: 1n, peak: 1n, events: 1n, eventsLocal: 1n });
    expect(of(misc, '/', 'sev')).toEqual({ max: 'max', current: 1n, peak: 1n, events: 0n, eventsLocal: 0n });
  });

  it('at B counts an event at B and above, and a local one at B alone', () => {
    const misc = tree({ sev: 10 }, { '/a/b': 'sev 1' });
    charged(misc, '/a/b', 'sev');
    expect(refusal(misc, '/a/b', 'sev')).toEqual({ errno: 'EBUSY', cause: 'cgroup-limit', limitedAt: '/a/b' });
    expect(of(misc, '/a/b', 'sev')).toEqual({ max: 1n, current: 1n, peak: 1n, events: 1n, eventsLocal: 1n });
    expect(of(misc, '/a', 'sev')).toEqual({ max: 'max', current: 1n, peak: 1n, events: 1n, eventsLocal: 0n });
    expect(of(misc, '/', 'sev')).toMatchObject({ events: 0n, eventsLocal: 0n });
  });

  it('for capacity that a sibling used up moves no counter a file shows, but raises the peaks of A and B', () => {
    const misc = tree({ sev: 3 });
    misc.makeGroup('/sibling');
    for (let vm = 0; vm < 3; vm += 1) charged(misc, '/sibling', 'sev');
    expect(refusal(misc, '/a/b', 'sev')).toEqual({ errno: 'EBUSY', cause: 'capacity-used', limitedAt: '/' });
    const unseen = { max: 'max', current: 0n, peak: 1n, events: 0n, eventsLocal: 0n };
    expect([of(misc, '/a', 'sev'), of(misc, '/a/b', 'sev')]).toEqual([unseen, unseen]);
    expect(of(misc, '/sibling', 'sev')).toMatchObject({ events: 0n, eventsLocal: 0n });
    expect(of(misc, '/', 'sev')).toMatchObject({ peak: 3n, events: 0n, eventsLocal: 1n });
  });

  it('for capacity that B used up itself is refused at B, because the capacity is tested at every level', () => {
    const misc = tree({ sev: 1 });
    charged(misc, '/a/b', 'sev');
    expect(refusal(misc, '/a/b', 'sev')).toEqual({ errno: 'EBUSY', cause: 'capacity-used', limitedAt: '/a/b' });
    expect(of(misc, '/a/b', 'sev')).toMatchObject({ peak: 1n, events: 1n, eventsLocal: 1n });
    expect(of(misc, '/a', 'sev')).toMatchObject({ peak: 1n, events: 1n, eventsLocal: 0n });
  });
});

describe('a limit', () => {
  it('below the present usage is accepted without an event; only later charges fail', () => {
    const misc = tree({ sev: 10 });
    const first = charged(misc, '/a', 'sev');
    charged(misc, '/a', 'sev');
    expect(misc.writeMax('/a', 'sev 1')).toEqual({ ok: true, value: 5 });
    expect(of(misc, '/a', 'sev')).toEqual({ max: 1n, current: 2n, peak: 2n, events: 0n, eventsLocal: 0n });
    expect(refusal(misc, '/a', 'sev')?.cause).toBe('cgroup-limit');
    misc.uncharge(first, 'sev');
    expect(refusal(misc, '/a', 'sev')?.cause).toBe('cgroup-limit');
  });

  it('above the capacity is accepted, and the capacity goes on limiting', () => {
    const misc = tree({ sev: 1 }, { '/a': 'sev 1000' });
    expect(of(misc, '/a', 'sev').max).toBe(1000n);
    charged(misc, '/a', 'sev');
    expect(refusal(misc, '/a', 'sev')?.cause).toBe('capacity-used');
  });

  it('of 0 refuses every charge', () => {
    const misc = tree({ sev: 1 }, { '/a': 'sev 0' });
    expect(refusal(misc, '/a/b', 'sev')?.limitedAt).toBe('/a');
    expect(of(misc, '/a/b', 'sev')).toMatchObject({ current: 0n, peak: 1n });
  });

  it('limits one resource and no other', () => {
    const misc = tree({ sev: 1, sev_es: 1 }, { '/a': 'sev 0' });
    charged(misc, '/a', 'sev_es');
  });
});

describe('the capacity', () => {
  it('set back to 0 stops charges, and leaves usage, peak and limits as they are', () => {
    const misc = tree({ sev: 5 }, { '/a': 'sev 3' });
    const handle = charged(misc, '/a', 'sev');
    misc.setCapacity('sev', 0);
    expect(refusal(misc, '/a', 'sev')).toEqual({ errno: 'EINVAL', cause: 'no-capacity' });
    expect(of(misc, '/a', 'sev')).toEqual({ max: 3n, current: 1n, peak: 1n, events: 0n, eventsLocal: 0n });
    misc.uncharge(handle, 'sev');
    expect(of(misc, '/', 'sev').current).toBe(0n);
  });

  it('set below the usage refuses until enough was given back', () => {
    const misc = tree({ sev: 2 });
    const handles = [charged(misc, '/a', 'sev'), charged(misc, '/a', 'sev')];
    misc.setCapacity('sev', 1);
    expect(refusal(misc, '/a', 'sev')?.cause).toBe('capacity-used');
    for (const handle of handles) misc.uncharge(handle, 'sev');
    charged(misc, '/a', 'sev');
  });

  it.each([-1, 1.5, Number.NaN])('is never %d', (capacity) => {
    expect(() => new MiscController({ sev: capacity })).toThrow('a capacity is a whole number');
    expect(() => tree({}).setCapacity('tdx', capacity)).toThrow('a capacity is a whole number');
  });
});

describe('giving back', () => {
  it('goes to the group that was charged, wherever the process is by now', () => {
    const misc = tree({ sev: 2 });
    misc.makeGroup('/elsewhere');
    const handle = charged(misc, '/a/b', 'sev');
    charged(misc, '/elsewhere', 'sev');
    misc.uncharge(handle, 'sev');
    expect(['/', '/a', '/a/b', '/elsewhere'].map((path) => of(misc, path, 'sev').current)).toEqual([1n, 0n, 0n, 1n]);
  });

  it('never lowers a peak', () => {
    const misc = tree({ sev: 2 });
    misc.uncharge(charged(misc, '/a', 'sev'), 'sev');
    expect(of(misc, '/a', 'sev')).toMatchObject({ current: 0n, peak: 1n });
  });

  it('more than was taken shows as 2^64−1, and is noted once per boot', () => {
    const noted: KeyPool[] = [];
    const misc = new MiscController({ sev: 2, tdx: 2 }, { onBelowZero: (pool) => noted.push(pool) });
    misc.uncharge(charged(misc, '/', 'sev'), 'sev');
    expect(noted).toEqual([]);
    misc.uncharge(misc.groupOf('/'), 'tdx');
    expect(of(misc, '/', 'tdx').current).toBe(18446744073709551615n);
    misc.uncharge(misc.groupOf('/'), 'sev');
    misc.uncharge(misc.groupOf('/'), 'tdx');
    expect(noted).toEqual(['tdx']);
  });

  it('far more than was taken makes a level refuse everything: its usage looks larger than any capacity', () => {
    const misc = tree({ tdx: 2 }, { '/a': 'tdx 2' });
    misc.uncharge(misc.groupOf('/'), 'tdx', 2);
    expect(refusal(misc, '/', 'tdx')).toEqual({ errno: 'EBUSY', cause: 'capacity-used', limitedAt: '/' });
    misc.uncharge(misc.groupOf('/a'), 'tdx', 2);
    expect(refusal(misc, '/a', 'tdx')).toEqual({ errno: 'EBUSY', cause: 'cgroup-limit', limitedAt: '/a' });
    expect(of(misc, '/', 'tdx')).toMatchObject({ current: 2n ** 64n - 4n, peak: 0n });
  });

  it.each([
    [2, [true, true, false, true, false, true], [1n, 2n, 1n, 2n, 1n, 2n]],
    [0, [false, true, false, true, false, true], [2n ** 64n - 1n, 0n, 2n ** 64n - 1n, 0n, 2n ** 64n - 1n, 0n]],
  ])('a refused charge too, as KVM does for TDs, defeats the limit %d', (limit, passes, currents) => {
    const misc = tree({ tdx: 31 }, { '/a': `tdx ${limit}` });
    const attempts = passes.map(() => {
      const group = misc.groupOf('/a');
      const attempt = misc.charge('/a', 'tdx');
      if (!attempt.ok) misc.uncharge(group, 'tdx');
      return { passed: attempt.ok, current: of(misc, '/a', 'tdx').current };
    });
    expect(attempts.map(({ passed }) => passed)).toEqual(passes);
    expect(attempts.map(({ current }) => current)).toEqual(currents);
  });
});

describe('a group', () => {
  it('begins without limit, usage, peak or events, whatever its parent has', () => {
    const misc = tree({ sev: 1 }, { '/a': 'sev 1' });
    charged(misc, '/a', 'sev');
    refusal(misc, '/a', 'sev');
    misc.makeGroup('/a/new');
    expect(of(misc, '/a/new', 'sev')).toEqual({ max: 'max', current: 0n, peak: 0n, events: 0n, eventsLocal: 0n });
  });

  it('is removed with a live charge, which stays counted above until it is given back', () => {
    const misc = tree({ sev: 2 });
    const handle = charged(misc, '/a/b', 'sev');
    expect(misc.removeGroup('/a/b').ok).toBe(true);
    expect(misc.groups().map(({ path }) => path)).toEqual(['/', '/a']);
    expect([of(misc, '/', 'sev').current, of(misc, '/a', 'sev').current]).toEqual([1n, 1n]);
    misc.uncharge(handle, 'sev');
    expect([of(misc, '/', 'sev').current, of(misc, '/a', 'sev').current]).toEqual([0n, 0n]);
  });

  it('made again after its removal is another one: old charges are not in it', () => {
    const misc = tree({ sev: 2 }, { '/a/b': 'sev 1' });
    const old = charged(misc, '/a/b', 'sev');
    misc.removeGroup('/a/b');
    misc.makeGroup('/a/b');
    expect(of(misc, '/a/b', 'sev')).toEqual({ max: 'max', current: 0n, peak: 0n, events: 0n, eventsLocal: 0n });
    charged(misc, '/a/b', 'sev');
    misc.uncharge(old, 'sev');
    expect([of(misc, '/a/b', 'sev').current, of(misc, '/', 'sev').current]).toEqual([1n, 1n]);
  });

  it('whose whole branch was removed is still charged up to the root', () => {
    const misc = tree({ sev: 2 });
    const handle = charged(misc, '/a/b', 'sev');
    for (const path of ['/a/b', '/a']) misc.removeGroup(path);
    misc.makeGroup('/a');
    misc.uncharge(handle, 'sev');
    expect([of(misc, '/', 'sev').current, of(misc, '/a', 'sev').current]).toEqual([0n, 0n]);
  });

  it('that loses the controller and gets it again starts afresh, while the parent goes on counting', () => {
    const misc = tree({ sev: 2 }, { '/a/b': 'sev 1' });
    const old = charged(misc, '/a/b', 'sev');
    expect(misc.disableInChildren('/a').ok).toBe(true);
    expect(misc.groups().map(({ path }) => path)).toEqual(['/', '/a']);
    expect(misc.groupOf('/a/b').path).toBe('/a');
    expect(misc.enableInChildren('/a').ok).toBe(true);
    expect(of(misc, '/a/b', 'sev')).toEqual({ max: 'max', current: 0n, peak: 0n, events: 0n, eventsLocal: 0n });
    expect(of(misc, '/a', 'sev').current).toBe(1n);
    misc.uncharge(old, 'sev');
    expect([of(misc, '/a/b', 'sev').current, of(misc, '/a', 'sev').current]).toEqual([0n, 0n]);
  });

  it('keeps the controller when it is enabled a second time', () => {
    const misc = tree({ sev: 2 });
    charged(misc, '/a/b', 'sev');
    misc.enableInChildren('/a');
    expect(of(misc, '/a/b', 'sev').current).toBe(1n);
  });

  it('has the controller only where its parent hands it on', () => {
    const misc = tree({ sev: 2 });
    expect(misc.disableInChildren('/')).toEqual({ ok: false, reason: 'EBUSY' });
    misc.disableInChildren('/a');
    expect(misc.disableInChildren('/').ok).toBe(true);
    expect(misc.enableInChildren('/a')).toEqual({ ok: false, reason: 'ENOENT' });
    misc.makeGroup('/c');
    misc.enableInChildren('/');
    misc.makeGroup('/a/d');
    expect(misc.groups().map(({ path }) => path)).toEqual(['/', '/a', '/c']);
  });

  it('that got the controller back does not hand it on before it is told to', () => {
    const misc = tree({});
    misc.removeGroup('/a/b');
    misc.disableInChildren('/');
    misc.enableInChildren('/');
    misc.makeGroup('/a/b');
    expect(misc.groups().map(({ path }) => path)).toEqual(['/', '/a']);
    misc.enableInChildren('/a');
    expect(misc.groups().map(({ path }) => path)).toEqual(['/', '/a', '/a/b']);
  });

  it('is made and removed as mkdir and rmdir would', () => {
    const misc = tree({});
    expect(misc.makeGroup('/a')).toEqual({ ok: false, reason: 'EEXIST' });
    expect(misc.makeGroup('/')).toEqual({ ok: false, reason: 'EEXIST' });
    expect(misc.makeGroup('/x/y')).toEqual({ ok: false, reason: 'ENOENT' });
    for (const path of ['', 'a', '/a/', '//a', '/a/../c', '/.'])
      expect(misc.makeGroup(path)).toEqual({ ok: false, reason: 'ENOENT' });
    expect(misc.makeGroup('/a\nb')).toEqual({ ok: false, reason: 'EINVAL' });
    expect(misc.removeGroup('/a')).toEqual({ ok: false, reason: 'EBUSY' });
    expect(misc.removeGroup('/')).toEqual({ ok: false, reason: 'EBUSY' });
    expect(misc.removeGroup('/x')).toEqual({ ok: false, reason: 'ENOENT' });
    expect([misc.removeGroup('/a/b').ok, misc.removeGroup('/a').ok]).toEqual([true, true]);
    expect(misc.disableInChildren('/a')).toEqual({ ok: false, reason: 'ENOENT' });
  });
});

describe('the list of groups', () => {
  it('is the same object until something changes, and then shares what did not', () => {
    const misc = tree({ sev: 5 });
    misc.makeGroup('/c');
    const before = misc.groups();
    expect(misc.groups()).toBe(before);
    charged(misc, '/a', 'sev');
    const after = misc.groups();
    expect(after).not.toBe(before);
    expect(before.map((group, at) => group === after[at])).toEqual([false, false, true, true]);
    expect(after[1]?.resources.tdx).toBe(before[1]?.resources.tdx);
  });

  it('follows a limit that was written', () => {
    const misc = tree({ sev: 5 });
    const before = of(misc, '/a', 'sev');
    misc.writeMax('/a', 'sev 1');
    expect([before.max, of(misc, '/a', 'sev').max]).toEqual(['max', 1n]);
  });

  it('is sorted by path, the root first', () => {
    const misc = tree({});
    for (const path of ['/z', '/a-b', '/B']) misc.makeGroup(path);
    expect(misc.groups().map(({ path }) => path)).toEqual(['/', '/B', '/a', '/a-b', '/a/b', '/z']);
  });
});

describe('an older kernel', () => {
  it('up to 6.10 counts refusals on the root too, and knows no peak and no local events', () => {
    const misc = tree({ sev: 1 }, {}, '6.6');
    charged(misc, '/a/b', 'sev');
    refusal(misc, '/a/b', 'sev');
    refusal(misc, '/', 'sev');
    expect(of(misc, '/a/b', 'sev')).toMatchObject({ events: 1n, eventsLocal: 0n, peak: 0n });
    expect(of(misc, '/', 'sev')).toMatchObject({ events: 2n, eventsLocal: 0n, peak: 0n });
  });

  it.each([
    ['6.1', 'refuses', false],
    ['6.5', 'refuses', false],
    ['6.6', 'accepts', true],
    ['7.2', 'accepts', true],
  ])('%s %s usage above 2^31−1', (release, _verb, accepts) => {
    const misc = tree({ sev: 2 ** 32 }, {}, release);
    expect(misc.charge('/', 'sev', 2 ** 31 - 1).ok).toBe(true);
    expect(misc.charge('/', 'sev').ok).toBe(accepts);
  });

  it.each([
    ['6.1.0-44-amd64', 32, true, false],
    ['6.8.0-1001-intel', 64, true, false],
    ['6.11', 64, false, true],
    ['6.12.107+deb13-amd64', 64, false, true],
    ['7.2.8', 64, false, true],
  ])('is recognised by its release %s', (release, usageBits, eventsReachRoot, counts) => {
    expect(miscBehaviourOf(release)).toMatchObject({ usageBits, eventsReachRoot, countsLocalEvents: counts, countsPeak: counts });
  });
});

/** Groups `/`, `/a` and `/a/b`. */
function tree(
  capacity: Partial<Record<KeyPool, number>>,
  limits: Readonly<Record<string, string>> = {},
  release = '7.2.8',
): MiscController {
  const misc = new MiscController(capacity, miscBehaviourOf(release));
  misc.makeGroup('/a');
  misc.makeGroup('/a/b');
  for (const [path, bytes] of Object.entries(limits)) expect(misc.writeMax(path, bytes).ok).toBe(true);
  return misc;
}

function charged(misc: MiscController, path: string, pool: KeyPool): MiscGroupHandle {
  const charge = misc.charge(path, pool);
  if (!charge.ok) throw new Error(`refused: ${JSON.stringify(charge.reason)}`);
  return charge.value;
}

function refusal(misc: MiscController, path: string, pool: KeyPool) {
  const charge = misc.charge(path, pool);
  return charge.ok ? undefined : charge.reason;
}

function of(misc: MiscController, path: string, pool: KeyPool): MiscResourceTruth {
  const group = misc.groups().find((candidate) => candidate.path === path);
  if (group === undefined) throw new Error(`no group ${path}`);
  return group.resources[pool];
}

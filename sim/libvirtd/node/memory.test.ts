import { describe, expect, it } from 'vitest';
import { composeHost } from '../../../profiles/index.js';
import { callsWith, errorOf, replyOf } from './example-call.js';

const callTo = callsWith(composeHost);

const call = callTo('genoa', { versions: { libvirt: '11.3', qemu: '10.0' } });
const newest = callTo('genoa', { versions: { libvirt: '12', qemu: '11' } });

function statsOf(cellNum: number, on = call): Readonly<Record<string, bigint>> {
  const { nparams } = replyOf('nodeGetMemoryStats', { nparams: 0, cellNum, flags: 0 }, on);
  const { params } = replyOf('nodeGetMemoryStats', { nparams, cellNum, flags: 0 }, on);
  return Object.fromEntries(params.map(({ field, value }) => [field, value]));
}

it('tells of the whole host and of a node, in the fields of its version', () => {
  expect(Object.keys(statsOf(-1))).toEqual(['total', 'free', 'buffers', 'cached']);
  expect(Object.keys(statsOf(-1, newest))).toEqual(['total', 'free', 'available', 'buffers', 'cached']);
  expect(Object.keys(statsOf(1))).toEqual(['total', 'free']);
});

it('adds its nodes up to the whole', () => {
  const { cells } = replyOf('nodeGetCellsFreeMemory', { startCell: 0, maxcells: 1024 }, call);
  const { freeMem } = replyOf('nodeGetFreeMemory', undefined, call);
  expect(cells).toHaveLength(2);
  expect(cells.reduce((sum, free) => sum + free)).toBe(freeMem);
  expect(statsOf(0).total).toBe((statsOf(-1).total ?? 0n) / 2n);
  expect(statsOf(-1).free).toBe(freeMem / 1024n);
});

it('counts free pages of a size in a node or the whole host', () => {
  const counts = (startCell: number, cellCount: number, pages = [4, 2048]): readonly bigint[] =>
    replyOf('nodeGetFreePages', { pages, startCell, cellCount, flags: 0 }, call).counts;
  expect(counts(0, 2)).toHaveLength(4);
  expect(counts(1, 512)).toHaveLength(2);
  expect(counts(-1, 1, [4])[0]).toBe(counts(0, 2, [4]).reduce((sum, free) => sum + free));
  expect(counts(0, 1, [1048576])).toEqual([0n]);
});

describe('refuses', () => {
  it.each<[number, number, number, string]>([
    [0, -2, 0, '8/20 cellNum in virNodeGetMemoryStats only accepts -1 as a negative value'],
    [0, 2, 0, '8/0 cellNum in virHostMemGetStats must be less than or equal to 1'],
    [3, -1, 0, '8/0 nparams in virHostMemGetStatsLinux must be 4'],
    [-1, -1, 0, '1/7 internal error: nparams must be non-negative'],
    [17, -1, 0, '1/7 internal error: nparams too large'],
    [0, -1, 1, '8/0 unsupported flags (0x1) in function virHostMemGetStats'],
  ])('%i statistics of node %i with flags %i', (nparams, cellNum, flags, error) => {
    expect(errorOf('nodeGetMemoryStats', { nparams, cellNum, flags }, call)).toBe(error);
  });

  it.each<[number, number, string]>([
    [2, 1, '1/0 internal error: start cell 2 out of range (0-1)'],
    [-1, 1, '8/20 startCell in virNodeGetCellsFreeMemory must be zero or greater'],
    [0, 0, '8/20 maxCells in virNodeGetCellsFreeMemory must be greater than zero'],
    [0, 2_000_000_000, '1/7 internal error: maxCells too large'],
  ])('nodes from %i, %i of them', (startCell, maxcells, error) => {
    expect(errorOf('nodeGetCellsFreeMemory', { startCell, maxcells }, call)).toBe(error);
  });

  /** The product of the two counts overflowed 32 bits once (CVE-2026-18917). */
  it.each<[number, number, number, string]>([
    [1, 0, 0xffff_ffff, "1/7 internal error: the result won't fit into REMOTE_NODE_MAX_CELLS"],
    [1024, 0, 0x0040_0001, "1/7 internal error: the result won't fit into REMOTE_NODE_MAX_CELLS"],
    [0, 0, 1, '8/20 npages in virNodeGetFreePages must not be zero'],
    [1, 0, 0, '8/20 cellCount in virNodeGetFreePages must not be zero'],
    [1, 9, 1, '1/0 internal error: start cell 9 out of range (0-1)'],
  ])('%i page sizes from node %i, %i of them', (sizes, startCell, cellCount, error) => {
    const pages = Array.from({ length: sizes }, () => 4);
    expect(errorOf('nodeGetFreePages', { pages, startCell, cellCount, flags: 0 }, call)).toBe(error);
  });

  it('a page size that no page has', () => {
    expect(errorOf('nodeGetFreePages', { pages: [5], startCell: 0, cellCount: 1, flags: 0 }, call)).toBe(
      '9/0 operation failed: page size 5 is not available on node 0',
    );
  });
});

it('tells how equal pages are merged: not at all', () => {
  const { nparams } = replyOf('nodeGetMemoryParameters', { nparams: 0, flags: 0 }, call);
  const { params } = replyOf('nodeGetMemoryParameters', { nparams, flags: 0 }, call);
  expect(params.map(({ field }) => field)).toContain('shm_pages_shared');
  expect(params).toHaveLength(8);
});

import { describe, expect, it } from 'vitest';
import { wordFindings } from './words.js';

describe('the check of words reports', () => {
  it.each([
    ['sim/a.ts', '// TODO later', '"TODO" is a left-over'],
    ['README.md', 'FIXME', '"FIXME" is a left-over'],
    ['sim/a.test.ts', "it.only('x', f);", '"it.only" is a test that hides tests'],
    ['sim/a.test.ts', "describe.skip('x', f);", '"describe.skip" is a test that hides tests'],
    ['sim/a.test.ts', 'expect(true).toBe(true);', '"expect(true)" is a test that cannot fail'],
    ['sim/a.test.ts', "vi.mock('./b.js');", '"vi.mock" is a mock'],
    ['sim/a.ts', '// @ts-ignore', '"@ts-ignore" is a silenced compiler'],
    ['reports/a.ts', 'console.log(1);', '"console.log" is printing outside of scripts/'],
    ['sim/a.test.ts', 'console.log(1);', '"console.log" is printing outside of scripts/'],
    ['scripts/a.ts', "const root = '/Users/anna/main';", '"/Users/" is a path of somebody\'s machine'],
    ['README.md', 'see /home/anna/notes', '"/home/a" is a path of somebody\'s machine'],
    ['CHANGELOG.md', 'fixes issue 7', '"issue 7" is a ticket number nobody can look up'],
    ['sim/a.ts', '// Source: hardware.md §2', 'hardware.md is not here'],
    ['sim/a.ts', '// see reference/hardware.md', '"reference/hardware.md" is a document that is not here'],
  ])('in %s: %s', (path, text, problem) => {
    expect(wordFindings([{ path, text: `\n${text}\n` }])).toMatchObject([{ path, line: 2, problem }]);
  });
});

describe('the check of words lets pass', () => {
  it.each([
    ['a temporary name', 'scripts/a.sh', 'mktemp -d /tmp/x.XXXXXX'],
    ['a skip that depends on the machine', 'conformance/peers/a.peer.ts', "it.skipIf(missing('xmllint'))('x', f);"],
    ['printing by scripts', 'scripts/a.ts', "console.log('x');"],
    ['a public ticket by its address', 'sim/a.ts', '// https://github.com/kubevirt/kubevirtci/issues/1745'],
    ['a public ticket of the project just named', 'profiles/a.yaml', 'AMDESE/AMDSEV: two machines, see there,\n  issue 84'],
    ['a public ticket by its project', 'profiles/a.yaml', 'source: AMDESE/AMDSEV issue 84'],
    ['paths inside a simulated host', 'sim/a.ts', "const path = '/sys/fs/cgroup/misc.capacity';"],
    ['a document that is here', 'README.md', 'see README.md §1'],
  ])('%s', (_what, path, text) => {
    expect(wordFindings([{ path, text }])).toEqual([]);
  });
});

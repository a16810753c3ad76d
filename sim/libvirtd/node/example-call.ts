import { Host } from '../../host/host.js';
import { LibvirtDaemon } from '../daemon.js';
import type { Answer, Call, Fault } from '../daemon-contract.js';
import type { ArgsOf, ProcedureName, RetOf } from '../protocol/procedures.js';
import { nodeHandlers } from './index.js';

type Description = ConstructorParameters<typeof Host>[0];

/** How a daemon is told to differ from an ordinary one. */
export interface ExampleOptions {
  /** Names of `quirks.ts` to leave out. */
  readonly without?: readonly string[];
  /** Default: the machine's id. */
  readonly hostname?: string;
}

/**
 * A client's call to the libvirtd of a machine, for tests; its clock stands still.
 *
 * @param compose `composeHost` of the profiles, which only tests may know.
 * @example const callTo = callsWith(composeHost); callTo('genoa', { versions: { libvirt: '12' } });
 */
export function callsWith<Request extends { readonly machine: unknown }>(compose: (request: Request) => Description) {
  return (machine: string, options: Omit<Request, 'machine'> & ExampleOptions = {} as Omit<Request, 'machine'>): Call => {
    const { without = [], hostname = machine, ...request } = options;
    const host = new Host(compose({ ...request, machine } as unknown as Request));
    const daemon = new LibvirtDaemon(host, { hostname, now: () => 0n, without: new Set(without) });
    return { daemon, client: { id: 1, readOnly: false, uri: 'qemu:///system' } };
  };
}

/** Every machine with every libvirt, each with the QEMU of its time. */
export function everyPair(machines: readonly { readonly id: string }[], libvirts: readonly { readonly id: string }[]) {
  return machines.flatMap(({ id }) =>
    libvirts.map((libvirt) => ({ machine: id, versions: { libvirt: libvirt.id, qemu: qemuOf(libvirt.id) } })),
  );
}

function qemuOf(libvirt: string): string {
  return { '8.0': '7.2', '9.0': '7.2', '10.5': '9.1', '11.3': '10.0', '12': '11' }[libvirt] ?? '10.1';
}

/** What a procedure answers. */
export function answerOf<Name extends ProcedureName>(name: Name, args: ArgsOf<Name>, call: Call): Answer<RetOf<Name>> {
  const handler = nodeHandlers[name] as ((args: ArgsOf<Name>, call: Call) => Answer<RetOf<Name>>) | undefined;
  if (handler === undefined) throw new Error(`nobody answers ${name}`);
  return handler(args, call);
}

/** What a procedure answers that does not refuse. */
export function replyOf<Name extends ProcedureName>(name: Name, args: ArgsOf<Name>, call: Call): RetOf<Name> {
  const answer = answerOf(name, args, call);
  if (!answer.ok) throw new Error(answer.reason.message);
  return answer.value;
}

/** How a procedure refuses. */
export function faultOf<Name extends ProcedureName>(name: Name, args: ArgsOf<Name>, call: Call): Fault {
  const answer = answerOf(name, args, call);
  if (answer.ok) throw new Error(`${name} does not refuse`);
  return answer.reason;
}

/** Number, raiser and words of a refusal, as a table of errors has them. */
export function errorOf<Name extends ProcedureName>(name: Name, args: ArgsOf<Name>, call: Call): string {
  const { code, domain, message } = faultOf(name, args, call);
  return `${code}/${domain} ${message}`;
}

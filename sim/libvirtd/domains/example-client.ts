import { Host } from '../../host/host.js';
import { LibvirtDaemon } from '../daemon.js';
import type { Answer, Call, Daemon, DaemonEvent, DomainName, Fault } from '../daemon-contract.js';
import type { ArgsOf, Handlers, ProcedureName, RetOf } from '../protocol/procedures.js';
import { domainHandlers } from './index.js';

/** One client of one simulated host for tests: procedures without sockets, and a clock that stands still unless told. */
export class ExampleClient {
  readonly daemon: Daemon;
  /** The same daemon, for what happens to it from outside. */
  readonly libvirtd: LibvirtDaemon;
  readonly host: Host;
  /** What happened so far, as `event/detail` with the id the domain had: `4/0 #1`. */
  readonly happened: string[] = [];
  /** Nanoseconds since 1970. */
  time = 1_000_000_000n;

  constructor(
    description: ConstructorParameters<typeof Host>[0],
    options: {
      readonly hostname?: string;
      readonly without?: readonly string[];
      readonly reach?: (uri: string) => Daemon | undefined;
    } = {},
  ) {
    this.host = new Host(description, options.hostname);
    const { hostname = 'example', without = [], reach } = options;
    const now = (): bigint => this.time;
    this.libvirtd = new LibvirtDaemon(this.host, {
      hostname,
      now,
      without: new Set(without),
      ...(reach === undefined ? {} : { reach }),
    });
    this.daemon = this.libvirtd;
    this.daemon.events.listen((event) => this.happened.push(wordsOf(event)));
  }

  /** Calls a procedure. */
  call<Name extends ProcedureName>(name: Name, args: ArgsOf<Name>): Answer<RetOf<Name>> {
    const handler = (domainHandlers as Handlers)[name] as (args: ArgsOf<Name>, call: Call) => Answer<RetOf<Name>>;
    return handler(args, { daemon: this.daemon, client: { id: 1, readOnly: false, uri: 'qemu:///system' } });
  }

  /** Calls a procedure that is to succeed. */
  ask<Name extends ProcedureName>(name: Name, args: ArgsOf<Name>): RetOf<Name> {
    const answer = this.call(name, args);
    if (!answer.ok) throw new Error(`${name}: ${answer.reason.message}`);
    return answer.value;
  }

  /** Calls a procedure that is to be refused: code, domain and message as `55/10 Requested …`. */
  refusal<Name extends ProcedureName>(name: Name, args: ArgsOf<Name>): string {
    const answer = this.call(name, args);
    return answer.ok ? 'done' : wordsOfFault(answer.reason);
  }

  /** Defines a domain. */
  define(xml: string): DomainName {
    return this.ask('domainDefineXml', { xml }).dom;
  }

  /** State and reason as `1/1`, or the refusal. */
  state(dom: DomainName): string {
    const answer = this.call('domainGetState', { dom, flags: 0 });
    return answer.ok ? `${answer.value.state}/${answer.value.reason}` : wordsOfFault(answer.reason);
  }

  /** What happened since it was asked last. */
  events(): readonly string[] {
    return this.happened.splice(0);
  }
}

function wordsOfFault({ code, domain, message }: Fault): string {
  return `${code}/${domain} ${message}`;
}

function wordsOf(event: DaemonEvent): string {
  const what = event.kind === 'lifecycle' ? `${event.event}/${event.detail}` : event.kind;
  return `${what} #${event.domain.id}`;
}

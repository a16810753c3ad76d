import {
  Client,
  credentials,
  Server,
  ServerCredentials,
  type ServerWritableStream,
  type ServiceDefinition,
  type ServiceError,
  status,
  type UntypedHandleCall,
} from '@grpc/grpc-js';
import type { Procedure } from './messages.js';

/** One procedure and what answers it. */
export interface Handler {
  readonly procedure: Procedure<never, never>;
  readonly call: UntypedHandleCall;
}

/** The server's end of a stream of answers. */
export interface AnswerStream<Response> {
  send(response: Response): void;
  end(): void;
  /** Calls back when the caller is gone. */
  onGone(listener: () => void): void;
}

/** A server that listens on a Unix socket. */
export interface RpcServer {
  /** Ends all calls and removes the socket. */
  close(): Promise<void>;
}

/** A connection to a Unix socket. */
export interface RpcClient {
  /** Waits until somebody answers there. @throws Error after `patienceMs`. */
  connected(patienceMs: number): Promise<void>;
  /** @throws Error with the words of the other side. */
  call<Request, Response>(procedure: Procedure<Request, Response>, request: Request): Promise<Response>;
  /** Answers as they come; `ended` gets the words of the other side, or undefined where it ended in an orderly way. */
  watch<Request, Response>(
    procedure: Procedure<Request, Response>,
    request: Request,
    listener: { readonly answer: (response: Response) => void; readonly ended: (problem: string | undefined) => void },
  ): void;
  /** Hangs up, on what is watched too. */
  close(): void;
}

/** A procedure that answers once. What it throws reaches the caller as text, with gRPC's code for "unknown", as from Go. */
export function answering<Request, Response>(
  procedure: Procedure<Request, Response>,
  answer: (request: Request) => Response | Promise<Response>,
): Handler {
  const call: UntypedHandleCall = (unary: { request: Request }, done: (problem: object | null, value?: Response) => void) => {
    Promise.resolve()
      .then(() => answer(unary.request))
      .then(
        (response) => done(null, response),
        (problem: unknown) => done({ code: status.UNKNOWN, details: (problem as Error).message }),
      );
  };
  return { procedure: procedure as unknown as Handler['procedure'], call };
}

/** A procedure that answers for as long as it likes. */
export function streaming<Request, Response>(
  procedure: Procedure<Request, Response>,
  answer: (stream: AnswerStream<Response>) => void,
): Handler {
  const call: UntypedHandleCall = (stream: ServerWritableStream<Request, Response>) => {
    answer({
      send: (response) => void stream.write(response),
      end: () => stream.end(),
      onGone: (listener) => void stream.on('cancelled', listener),
    });
  };
  return { procedure: procedure as unknown as Handler['procedure'], call };
}

/**
 * Serves procedures on a Unix socket, which must not be there yet.
 *
 * @throws Error when the socket cannot be made.
 */
export async function serveOnSocket(path: string, handlers: readonly Handler[]): Promise<RpcServer> {
  const server = new Server();
  for (const { procedure, call } of handlers)
    server.addService(definitionOf(procedure as unknown as Procedure<unknown, unknown>), { [procedure.path]: call });
  await new Promise<void>((resolve, reject) => {
    server.bindAsync(`unix:${path}`, ServerCredentials.createInsecure(), (problem) =>
      problem === null ? resolve() : reject(problem),
    );
  });
  return { close: () => closed(server) };
}

/** Connects to a Unix socket when the first call is made. */
export function dialSocket(path: string): RpcClient {
  const client = new Client(`unix:${path}`, credentials.createInsecure());
  const watched = new Set<{ cancel(): void }>();
  return {
    connected: (patienceMs) =>
      new Promise((resolve, reject) => {
        client.waitForReady(Date.now() + patienceMs, (problem) => (problem === undefined ? resolve() : reject(problem)));
      }),
    call: ({ path: name, request: { encode }, response: { decode } }, request) =>
      new Promise((resolve, reject) => {
        client.makeUnaryRequest(name, encode, decode, request, (problem, response) =>
          problem === null && response !== undefined ? resolve(response) : reject(new Error(wordsOf(problem))),
        );
      }),
    watch: ({ path: name, request: { encode }, response: { decode } }, request, listener) => {
      const stream = client.makeServerStreamRequest(name, encode, decode, request);
      const ended = (problem: string | undefined): void => {
        if (watched.delete(stream)) listener.ended(problem);
      };
      watched.add(stream);
      stream.on('data', listener.answer);
      stream.on('error', (problem: ServiceError) => ended(wordsOf(problem)));
      stream.on('end', () => ended(undefined));
    },
    close: () => {
      for (const stream of watched) stream.cancel();
      client.close();
    },
  };
}

function definitionOf({ path, streams, request, response }: Procedure<unknown, unknown>): ServiceDefinition {
  return {
    [path]: {
      path,
      requestStream: false,
      responseStream: streams,
      requestSerialize: request.encode,
      requestDeserialize: request.decode,
      responseSerialize: response.encode,
      responseDeserialize: response.decode,
    },
  };
}

/** How long a server waits for callers to take the last answers. Source: KubeVirt v1.9 `device_plugin_base.go`. */
const farewellMs = 1000;

/** Calls that were ended get their last answer through; whoever does not hang up is cut off. */
async function closed(server: Server): Promise<void> {
  await new Promise<void>((resolve) => {
    const impatience = setTimeout(() => {
      server.forceShutdown();
      resolve();
    }, farewellMs);
    server.tryShutdown(() => {
      clearTimeout(impatience);
      resolve();
    });
  });
}

function wordsOf(problem: ServiceError | null): string {
  return problem?.details ?? 'no answer';
}

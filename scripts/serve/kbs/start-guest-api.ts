/** What a guest offers to its containers, on a socket: `http://127.0.0.1:8006/cdh/resource/default/key/key2`. */
import { answerContainer, type GuestApi, guestApiPort } from '../../../sim/attestation/trustee/guest/guest-api.js';
import type { Terminal } from '../../terminal.js';
import { secondsNow } from '../http/seconds-now.js';
import { type HttpAddress, type HttpService, serveHttp } from '../http/serve-http.js';

/** Starts it; the port is 8006 unless told otherwise. @throws UsageError where it cannot listen. */
export async function startGuestApi(api: GuestApi, address: HttpAddress, terminal: Terminal): Promise<HttpService> {
  const now = secondsNow(terminal);
  return serveHttp((request, from) => answerContainer(api, request, from, Math.floor(now())), { port: guestApiPort, ...address });
}

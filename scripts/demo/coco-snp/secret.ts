import { snpRefusals } from '../../../sim/attestation/amd/refusal.js';
import type { ConfidentialGuest } from '../../../sim/attestation/guest/confidential-guest.js';
import type { Attester } from '../../../sim/attestation/trustee/guest/attester.js';
import { guestComponents } from '../../../sim/attestation/trustee/guest/guest-components.js';
import { teeKey } from '../../../sim/attestation/trustee/guest/tee-key.js';
import type { Exchange, HttpResponse } from '../../../sim/attestation/trustee/http-message.js';
import { snpAttester } from '../../attest/snp-attester.js';
import { exchangeOverHttp } from '../../serve/http/exchange-over-http.js';
import { startGuestApi } from '../../serve/kbs/start-guest-api.js';
import type { Serving } from '../serving.js';
import { StepFailure, type Teller } from '../story.js';
import { type StartedBroker, secretPath } from './broker.js';
import type { SnpStorySetting } from './facts.js';
import type { InsidePod } from './inside-pod.js';

/** What the pod’s container does: it asks its guest, which goes to the broker with evidence. */
export async function curlSecret(
  { guest, kernelLine }: InsidePod,
  broker: StartedBroker,
  { dialect, broken, terminal }: SnpStorySetting,
  serving: Serving,
  teller: Teller,
): Promise<string> {
  const refused = lastRefusal();
  const attester = broken === 'nonce' ? await replaying(guest) : snpAttester(guest);
  const facilities = { dialect, exchangeWith: (url: string) => refused.watching(exchangeOverHttp(url)), attester };
  const api = guestComponents(kernelLine, { ...facilities, key: teeKey(dialect, 'fauxmetal') });
  if (!api.ok) throw new StepFailure('guest-components', api.reason);
  const served = serving(await startGuestApi(api.value, { port: 0 }, terminal));
  const begun = terminal.now();
  const answer = await fetch(`${served.url}/cdh/resource/${secretPath}`);
  const text = await answer.text();
  teller.run('admin$', 'kubectl logs pod-snp');
  teller.output(curlOutput(text, (terminal.now() - begun) / 1000));
  teller.remark(`${served.url} stands in for http://127.0.0.1:8006 of the pod`);
  if (answer.status === 200) return text.trimEnd();
  teller.run('trustee$', 'docker logs trustee-kbs-1 --tail 3', broker.log.slice(-3).join('\n'));
  throw refused.failure() ?? new StepFailure('guest', text);
}

/** A guest that sends evidence it has made for an earlier conversation. */
async function replaying(guest: ConfidentialGuest): Promise<Attester> {
  const attester = snpAttester(guest);
  const old = await attester.evidence(Buffer.alloc(48, 1));
  return { tee: attester.tee, evidence: () => old };
}

/** Remembers why a broker refused: containers are told in fewer words. */
function lastRefusal() {
  let last: HttpResponse | undefined;
  return {
    watching:
      (exchange: Exchange): Exchange =>
      async (request) => {
        const response = await exchange(request);
        if (response.status !== 200) last ??= response;
        return response;
      },
    failure: (): StepFailure | undefined => {
      const code = last?.headers['x-fauxmetal-reason'];
      if (last === undefined || code === undefined) return undefined;
      const { detail = '' } = JSON.parse(Buffer.from(last.body).toString()) as { readonly detail?: string };
      return new StepFailure(code, withSentence(code, detail));
    },
  };
}

/** Brokers of today tell their clients little; the sentence of the verifier’s code is in their log. */
function withSentence(code: string, detail: string): string {
  const sentence = Object.entries(snpRefusals).find(([name]) => code === `evidence/${name}`)?.[1];
  return sentence === undefined || detail.includes(sentence) ? detail : `${detail}: ${sentence}`;
}

/** The body between the lines of curl’s meter, as `kubectl logs` mixes them. */
function curlOutput(text: string, seconds: number): string {
  const bytes = Buffer.byteLength(text);
  const speed = `${Math.round(bytes / Math.max(seconds, 0.001))}`.padStart(6);
  return [
    '  % Total    % Received % Xferd  Average Speed   Time    Time     Time  Current',
    '                                 Dload  Upload   Total   Spent    Left  Speed',
    text.trimEnd(),
    `100 ${`${bytes}`.padStart(5)}  100 ${`${bytes}`.padStart(5)}    0     0 ${speed}      0 --:--:-- --:--:-- --:--:-- ${speed}`,
  ].join('\n');
}

/** What the guide validates the attestation by. */
export function showBrokerLog({ log }: StartedBroker, teller: Teller): void {
  teller.run('trustee$', 'docker logs trustee-kbs-1', log.join('\n'));
}

import { createPrivateKey, createPublicKey } from 'node:crypto';
import { amdAuthorities } from '../../../sim/attestation/amd/authorities.js';
import { rootsOf, snpVerifier } from '../../../sim/attestation/amd/snp-verifier.js';
import { Administrator } from '../../../sim/attestation/trustee/administrator/administrator.js';
import type { HttpResponse } from '../../../sim/attestation/trustee/http-message.js';
import type { Json } from '../../../sim/core/json.js';
import { exchangeOverHttp } from '../../serve/http/exchange-over-http.js';
import { secondsNow } from '../../serve/http/seconds-now.js';
import { type ServedKeyBroker, startKeyBroker } from '../../serve/kbs/start-key-broker.js';
import type { Serving } from '../serving.js';
import { StepFailure, type Teller } from '../story.js';
import type { SnpFacts } from './facts.js';

/** A broker that listens, and its administrator. */
export interface StartedBroker {
  readonly url: string;
  readonly log: readonly string[];
  readonly administrator: Administrator;
  nowSeconds(): number;
}

/** Where the secret is. */
export const secretPath = 'default/key/key2';

/** The secret: what the guide prints in the end. */
const secret = 'Testing a key\n';

/** Starts one that trusts the simulated root, and no firmware older than the host should have. */
export async function startBroker({ setting, newest }: SnpFacts, serving: Serving, teller: Teller): Promise<StartedBroker> {
  const { dialect, terminal } = setting;
  const { line } = newest.chip;
  const verifier = snpVerifier([rootsOf(amdAuthorities(line))], { minimumTcb: { [line]: newest.firmware.reportedTcb } });
  const anyToken = dialect === '2024-08' ? { tokenTrust: 'any' as const } : {};
  const served = serving(await startKeyBroker({ dialect, verifiers: [verifier], ...anyToken }, terminal));
  teller.run('trustee$', 'openssl genpkey -algorithm ed25519 > kbs/config/private.key');
  teller.run('trustee$', 'openssl pkey -in kbs/config/private.key -pubout -out kbs/config/public.pub');
  teller.run('trustee$', dialect === '2024-08' ? 'docker-compose up -d' : 'docker compose up -d');
  teller.run('trustee$', 'docker logs trustee-kbs-1', served.log.join('\n'));
  const now = secondsNow(terminal);
  return { ...served, administrator: administratorOf(served, dialect), nowSeconds: () => Math.floor(now()) };
}

function administratorOf({ url, administratorKey }: ServedKeyBroker, dialect: SnpFacts['setting']['dialect']): Administrator {
  const privateKey = createPrivateKey(administratorKey);
  const key = { kind: 'ed25519', privateKey, publicKey: createPublicKey(privateKey) } as const;
  return new Administrator({ dialect, exchange: exchangeOverHttp(url), key });
}

/** Sets the secret; in 2024 everybody who proves anything gets it unless a policy says otherwise. */
export async function storeSecret(broker: StartedBroker, { setting }: SnpFacts, teller: Teller): Promise<void> {
  teller.run('trustee$', `echo ${JSON.stringify(secret.trim())} > ../key2`);
  teller.run('trustee$', `${clientOf(broker)} set-resource --path ${secretPath} --resource-file ../key2`);
  expectDone(await broker.administrator.setResource(secretPath, Buffer.from(secret), broker.nowSeconds()));
  if (setting.broken === 'policy') await setPolicy(broker, 'deny_all', teller);
}

/** Approves what is expected of the guest, and gives the secret to those alone who keep to it: as it is done in 2026. */
export async function approveGuest(broker: StartedBroker, facts: SnpFacts, measurement: Buffer, teller: Teller): Promise<void> {
  const values = referenceValues(facts, measurement);
  teller.run('trustee$', 'sev-snp-measure --mode snp --output-format hex …', measurement.toString('hex'));
  for (const [name, value] of Object.entries(values)) {
    teller.run('trustee$', `${clientOf(broker)} set-sample-reference-value ${name} ${JSON.stringify(value)}`);
  }
  expectDone(await broker.administrator.setReferenceValues(values, broker.nowSeconds()));
  if (facts.setting.broken !== 'policy') await setPolicy(broker, 'affirming', teller);
}

function referenceValues({ newest }: SnpFacts, measurement: Buffer): Readonly<Record<string, Json>> {
  const { bootloader, microcode, snp, tee } = newest.firmware.reportedTcb;
  return {
    snp_launch_measurement: [measurement.toString('hex')],
    snp_bootloader: [bootloader],
    snp_microcode: [microcode],
    snp_snp_svn: [snp],
    snp_tee_svn: [tee],
  };
}

async function setPolicy(broker: StartedBroker, policy: 'affirming' | 'deny_all', teller: Teller): Promise<void> {
  teller.run('trustee$', `${clientOf(broker)} set-resource-policy --policy-file kbs/sample_policies/${policy}.rego`);
  expectDone(await broker.administrator.setResourcePolicy(policy, broker.nowSeconds()));
}

function clientOf({ url }: StartedBroker): string {
  return `kbs-client --url ${url} config --auth-private-key kbs/config/private.key`;
}

function expectDone({ status, headers, body }: HttpResponse): void {
  if (status === 200) return;
  throw new StepFailure(headers['x-fauxmetal-reason'] ?? `${status}`, Buffer.from(body).toString());
}

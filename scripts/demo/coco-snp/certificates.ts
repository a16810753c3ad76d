import type { TableEntry } from '../../../sim/attestation/amd/certificate-table.js';
import { chipOf, hardwareId } from '../../../sim/attestation/amd/chip.js';
import { fetchCertificates } from '../../attest/fetch-certificates.js';
import { exchangeOverHttp } from '../../serve/http/exchange-over-http.js';
import { serveKds } from '../../serve/kds/serve-kds.js';
import type { Serving } from '../serving.js';
import { StepFailure, type Teller } from '../story.js';
import type { StartedBroker } from './broker.js';
import { authoritiesSeed, platformOf, type SnpFacts } from './facts.js';

const daySeconds = 86_400;

/** What the host hands to its guests with every report: fetched from the key distribution service, perhaps for the wrong chip. */
export async function importCertificates(
  facts: SnpFacts,
  { nowSeconds }: StartedBroker,
  serving: Serving,
  teller: Teller,
): Promise<readonly TableEntry[]> {
  const { chip, firmware } = platformOf(facts);
  const other = chipOf(chip.line, 'another host');
  const service = { chips: [chip, other], seed: authoritiesSeed(facts), issuedAt: nowSeconds() - daySeconds };
  const kds = serving(await serveKds({ service: () => service, nowSeconds }));
  const wanted = facts.setting.broken === 'cert-chain' ? other : chip;
  const host = `${facts.node.name}#`;
  teller.run(
    host,
    facts.setting.dialect === '2024-08' ? 'snphost fetch vcek der /tmp/certs' : 'snphost fetch vek der /tmp/certs',
  );
  teller.run(host, `snphost fetch ca der /tmp/certs ${chip.line.toLowerCase()}`);
  const certificates = await fetchCertificates(exchangeOverHttp(kds.url), wanted, firmware.reportedTcb);
  if (!certificates.ok) throw new StepFailure('key-distribution', certificates.reason);
  teller.remark(
    `${kds.url} stands in for https://kdsintf.amd.com; hardware id ${hardwareId(wanted).toString('hex').slice(0, 16)}…`,
  );
  teller.run(host, 'snphost import /tmp/certs /opt/snp/cert_chain.cert');
  teller.remark(certificates.value.map(({ kind, bytes }) => `${kind} ${bytes.length} bytes`).join(', '));
  return certificates.value;
}

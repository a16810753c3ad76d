import type { TableEntry } from '../../sim/attestation/amd/certificate-table.js';
import type { Chip } from '../../sim/attestation/amd/chip.js';
import { keyRequestTarget } from '../../sim/attestation/amd/key-distribution.js';
import type { TcbVersion } from '../../sim/attestation/amd/tcb-version.js';
import { blocksOfPem } from '../../sim/attestation/certificates/pem.js';
import { type Exchange, httpRequest } from '../../sim/attestation/trustee/http-message.js';
import { done, type Outcome, refused } from '../../sim/core/outcome.js';

/** What `snphost fetch vcek` and `snphost fetch ca` bring from a key distribution service: the certificate of a chip at a version, and those above it. */
export async function fetchCertificates(
  exchange: Exchange,
  chip: Chip,
  reportedTcb: TcbVersion,
): Promise<Outcome<readonly TableEntry[], string>> {
  const targets = [keyRequestTarget(chip, reportedTcb), `/vcek/v1/${chip.line}/cert_chain`];
  const [leaf, chain] = await Promise.all(targets.map((target) => exchange(httpRequest('GET', target))));
  if (leaf?.status !== 200 || chain?.status !== 200)
    return refused(`the key distribution service answers ${leaf?.status} and ${chain?.status}`);
  const [ask, ark] = blocksOfPem(Buffer.from(chain.body).toString());
  if (ask === undefined || ark === undefined)
    return refused('the chain of the key distribution service has not two certificates');
  return done([
    { kind: 'VCEK', bytes: leaf.body },
    { kind: 'ASK', bytes: ask },
    { kind: 'ARK', bytes: ark },
  ]);
}

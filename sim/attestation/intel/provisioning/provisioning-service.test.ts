import { describe, expect, it } from 'vitest';
import { blocksOfPem } from '../../certificates/pem.js';
import { readCertificate } from '../../certificates/read-certificate.js';
import { readRevocationList } from '../../certificates/revocation-list.js';
import { intelAuthorities } from '../platform/intel-authorities.js';
import { tdxPlatform } from '../platform/tdx-platform.js';
import { exampleDay, exampleEvidence, exampleReportData } from '../verify/example-evidence.js';
import { tdxEvidence, tdxVerifier } from '../verify/tdx-verifier.js';
import { fetchCollateral } from './fetch-collateral.js';
import { answerProvisioningRequest, type ProvisioningFault, type ProvisioningService } from './provisioning-service.js';

const { authorities, platform, quote } = exampleEvidence();
const service: ProvisioningService = { authorities, platforms: [platform] };
const ask = (target: string, of = service, fault?: ProvisioningFault) =>
  answerProvisioningRequest(of, 'GET', target, exampleDay, fault);

/** What a verifier says that asks the service. */
function verdict(of: ProvisioningService, fault?: ProvisioningFault) {
  const collateral = (fmspc: string, ca: 'platform' | 'processor') => {
    const fetched = fetchCollateral((target) => ask(target, of, fault), fmspc, ca);
    return fetched.ok ? fetched.value : undefined;
  };
  const said = tdxVerifier([authorities.root.pem], { collateral }).verify(
    tdxEvidence(quote),
    { reportData: exampleReportData },
    exampleDay,
  );
  return said.genuine ? 'genuine' : said.code;
}

describe('a verifier that asks the service', () => {
  it('gets all it needs', () => {
    expect(verdict(service)).toBe('genuine');
  });

  it.each([
    ['throttled', 'collateral-missing'],
    ['outage', 'collateral-missing'],
    ['stale', 'crl-expired'],
  ] as const)('when it is %s says %s', (fault, code) => {
    expect(verdict(service, fault)).toBe(code);
  });

  it('learns what is revoked', () => {
    expect(verdict({ ...service, facts: { revokedPcks: [platform.pck.serial] } })).toBe('pck-revoked');
  });

  it('of a platform that is not registered gets nothing', () => {
    expect(verdict({ ...service, platforms: [] })).toBe('collateral-missing');
  });
});

describe('the service', () => {
  it('names issuers in headers that decode to signer and root', () => {
    const { headers } = ask('/tdx/certification/v4/qe/identity');
    const [signer, root] = blocksOfPem(decodeURIComponent(headers['sgx-enclave-identity-issuer-chain'] ?? ''));
    expect([signer, root]).toEqual([authorities.tcbSigning.certificate, authorities.root.certificate]);
  });

  it('finds TCB info by FMSPC in either case', () => {
    expect(ask('/tdx/certification/v4/tcb?fmspc=b0c06f000000').body).toEqual(
      ask('/tdx/certification/v4/tcb?fmspc=B0C06F000000').body,
    );
  });

  it('gives the same bytes all day, and others the next', () => {
    const at = (seconds: number) =>
      String(answerProvisioningRequest(service, 'GET', '/tdx/certification/v4/qe/identity', seconds).body);
    const day = exampleDay - (exampleDay % 86_400);
    expect(at(day)).toBe(at(day + 86_399));
    expect(at(day)).not.toBe(at(day + 86_400));
  });

  it('gives revocation lists as DER, PEM, or as a caching service in hexadecimal', () => {
    const der = ask('/sgx/certification/v4/pckcrl?ca=platform&encoding=der').body;
    expect(readRevocationList(der).ok).toBe(true);
    expect(blocksOfPem(String(ask('/sgx/certification/v4/pckcrl?ca=platform').body), 'X509 CRL')).toEqual([der]);
    const pccs: ProvisioningService = { ...service, dialect: 'pccs' };
    expect(String(ask('/sgx/certification/v4/pckcrl?ca=platform', pccs).body)).toBe(der.toString('hex'));
    expect(String(ask('/sgx/certification/v4/rootcacrl', pccs).body)).toBe(ask('/IntelSGXRootCA.der').body.toString('hex'));
  });

  it('gives a machine’s PCK certificate, and says what level it is for', () => {
    const known = `cpusvn=${'00'.repeat(16)}&pcesvn=0b00&pceid=0000`;
    const answer = ask(`/sgx/certification/v4/pckcert?qeid=${Buffer.from(platform.qeId).toString('hex')}&${known}`);
    expect(blocksOfPem(String(answer.body))).toEqual([platform.pck.certificate]);
    expect(answer.headers).toMatchObject({
      'sgx-fmspc': 'B0C06F000000',
      'sgx-pck-certificate-ca-type': 'platform',
      'sgx-tcbm': '07070202030100050000000000000000' + '0B00',
    });
    expect(ask(`/sgx/certification/v4/pckcert?encrypted_ppid=${'00'.repeat(16)}&${known}`).status).toBe(404);
  });

  it.each([
    ['/tdx/certification/v4/tcb', 400],
    ['/tdx/certification/v4/tcb?fmspc=xyz', 400],
    ['/tdx/certification/v4/tcb?fmspc=00906ED50000', 404],
    ['/sgx/certification/v4/pckcrl?ca=other', 400],
    ['/sgx/certification/v4/pckcert', 400],
    ['/sgx/certification/v4/rootcacrl', 404],
    ['/sgx/certification/v3/tcb?fmspc=B0C06F000000', 404],
    ['/', 404],
    ['/__proto__', 404],
    ['/constructor', 404],
  ])('%s is answered with %d', (target, status) => {
    expect(ask(target).status).toBe(status);
  });

  it('takes no other method', () => {
    expect(answerProvisioningRequest(service, 'POST', '/', exampleDay)).toMatchObject({ status: 405, headers: { allow: 'GET' } });
  });
});

it('certificates say whose they are not', () => {
  const read = readCertificate(authorities.root.certificate);
  expect(read.ok && read.value.subject).toContainEqual(['O', 'fauxmetal simulation, not Intel Corporation']);
});

it('another seed has other authorities, and machines with other keys', () => {
  const foreign = intelAuthorities('foreign');
  expect(foreign.root.certificate).not.toEqual(authorities.root.certificate);
  expect(tdxPlatform(foreign, 'example').attestationKey.x).not.toEqual(platform.attestationKey.x);
  expect(tdxPlatform(authorities, 'other').identity.ppid).not.toEqual(platform.identity.ppid);
});

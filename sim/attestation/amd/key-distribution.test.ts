import { X509Certificate } from 'node:crypto';
import { expect, it } from 'vitest';
import { blocksOfPem } from '../certificates/pem.js';
import { readCertificate } from '../certificates/read-certificate.js';
import { readRevocationList } from '../certificates/revocation-list.js';
import { amdAuthorities } from './authorities.js';
import { chipOf, hardwareId } from './chip.js';
import { readEndorsement } from './endorsement-extensions.js';
import { exampleReleases, exampleTime } from './example-platform.js';
import { answerKeyRequest, type KeyDistribution, keyRequestTarget } from './key-distribution.js';
import { productLines } from './product-line.js';
import { throttle } from './throttle.js';

const chips = productLines.map((line) => chipOf(line, 'host'));
const service: KeyDistribution = { chips, provider: 'simulated', revoked: { Milan: [0x10001n] } };

it.each(chips)('a chip of $line gets the certificate of its key at the version asked for', (chip) => {
  const { tcb } = exampleReleases[chip.line];
  const response = get(keyRequestTarget(chip, tcb));
  expect([response.status, response.headers]).toEqual([200, { 'content-type': 'application/pkix-cert' }]);
  expect(endorsementIn(response.body)).toEqual({ line: chip.line, tcb, hardwareId: hardwareId(chip) });
  const issuer = new X509Certificate(amdAuthorities(chip.line).ask.certificate);
  expect(new X509Certificate(response.body).verify(issuer.publicKey)).toBe(true);
  expect(get(keyRequestTarget(chip, { ...tcb, snp: tcb.snp + 1 })).body).not.toEqual(response.body);
});

it('numbers are numbers: 4, 04 and 004 ask for the same, in any order, and for Turin fmcSPL as well', () => {
  const [milan, , turin] = chips.map((chip) => `/vcek/v1/${chip.line}/${hardwareId(chip).toString('hex')}`);
  const plain = get(`${milan}?blSPL=4&teeSPL=0&snpSPL=8&ucodeSPL=115`);
  expect(
    get(`${milan?.toUpperCase().replace('/VCEK/V1/MILAN', '/vcek/v1/Milan')}?ucodeSPL=115&snpSPL=008&blSPL=04`).body,
  ).toEqual(plain.body);
  expect(endorsementIn(get(`${turin}?fmcSPL=01&blSPL=02&teeSPL=03&snpSPL=04&ucodeSPL=05`).body)).toMatchObject({
    tcb: { fmc: 1, bootloader: 2, tee: 3, snp: 4, microcode: 5 },
  });
  expect(turin).toMatch(/\/[0-9a-f]{16}$/);
});

it('a provider gets its own certificate, without a chip', () => {
  const response = get('/vlek/v1/Genoa/cert?blSPL=10&teeSPL=0&snpSPL=25&ucodeSPL=84');
  expect(endorsementIn(response.body)).toMatchObject({
    line: 'Genoa',
    provider: 'simulated',
    tcb: { bootloader: 10, microcode: 84 },
  });
});

it('the chain is the intermediate and then the root, as PEM', () => {
  const { ark, ask, asvk } = amdAuthorities('Milan');
  expect(blocksOfPem(get('/vcek/v1/Milan/cert_chain').body.toString())).toEqual([ask.certificate, ark.certificate]);
  expect(blocksOfPem(get('/vlek/v1/Milan/cert_chain').body.toString())).toEqual([asvk.certificate, ark.certificate]);
});

it('the revocation list says what is revoked', () => {
  expect(readRevocationList(get('/vcek/v1/Milan/crl').body)).toMatchObject({ ok: true, value: { revoked: [0x10001n] } });
  expect(readRevocationList(get('/vcek/v1/Genoa/crl').body)).toMatchObject({ ok: true, value: { revoked: [] } });
});

it.each([
  ['GET', '/', 404],
  ['GET', '/vcek/v1/Naples/cert_chain', 404],
  ['GET', '/vcek/v2/Milan/cert_chain', 404],
  ['GET', '/vcek/v1/Milan/00ff?blSPL=1', 404],
  ['GET', '/vcek/v1/Milan/cert_chain/more', 404],
  ['GET', '/vlek/v1/Milan/other', 404],
  ['GET', '/vlek/v1/Milan/cert?blSPL=x', 400],
  ['GET', '/vlek/v1/Milan/cert?blSPL=256', 400],
  ['GET', '/vlek/v1/Milan/cert?fmcSPL=1', 400],
  ['POST', '/vcek/v1/Milan/cert_chain', 405],
])('%s %s is answered with %i', (method, target, status) => {
  expect(answerKeyRequest(service, method, target, exampleTime).status).toBe(status);
});

it('a service that is throttled asks for patience, one that is out does not answer', () => {
  const answers = (['throttled', 'outage'] as const).map((fault) =>
    answerKeyRequest(service, 'GET', '/vcek/v1/Milan/crl', 0, fault),
  );
  expect(answers.map(({ status }) => status)).toEqual([429, 503]);
  expect(answers[0]?.headers).toHaveProperty('retry-after', '10');
});

it('requests are counted in windows', () => {
  const limit = { requests: 2, windowSeconds: 10 };
  let state: ReturnType<typeof throttle>['state'] | undefined;
  const throttled = [0, 1, 2, 9, 10, 11, 12].map((now) => {
    const counted = throttle(state, now, limit);
    state = counted.state;
    return counted.throttled;
  });
  expect(throttled).toEqual([false, false, true, true, false, false, true]);
});

function get(target: string) {
  return answerKeyRequest(service, 'GET', target, exampleTime);
}

function endorsementIn(der: Uint8Array) {
  const certificate = readCertificate(der);
  if (!certificate.ok) throw new Error(certificate.reason);
  const endorsement = readEndorsement(certificate.value);
  if (!endorsement.ok) throw new Error(endorsement.reason);
  return endorsement.value;
}

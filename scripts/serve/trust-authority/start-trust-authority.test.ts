import { expect, it } from 'vitest';
import { tdxCollateral } from '../../../sim/attestation/intel/collateral/tdx-collateral.js';
import { intelAuthorities } from '../../../sim/attestation/intel/platform/intel-authorities.js';
import { tdxPlatform } from '../../../sim/attestation/intel/platform/tdx-platform.js';
import { makeQuote } from '../../../sim/attestation/intel/quote/make-quote.js';
import { mrTdOfFirmware } from '../../../sim/attestation/intel/report/mrtd.js';
import { TrustDomain } from '../../../sim/attestation/intel/report/trust-domain.js';
import { tdxVerifier } from '../../../sim/attestation/intel/verify/tdx-verifier.js';
import { requestToken, verifyTrustAuthorityToken } from '../../../sim/attestation/trust-authority/trust-authority-client.js';
import { processTerminal } from '../../terminal.js';
import { exchangeOverHttp } from '../http/exchange-over-http.js';
import { startTrustAuthority } from './start-trust-authority.js';

it('a trust authority on a socket gives a guest a token, and whoever has no key of it nothing', async () => {
  const now = Math.floor(Date.now() / 1000);
  const platform = tdxPlatform(intelAuthorities(), 'host');
  const collateral = tdxCollateral(intelAuthorities(), platform, { issuedSeconds: now - 60 });
  const verifier = tdxVerifier([intelAuthorities().root.pem], { collateral: () => collateral });
  const domain = new TrustDomain(platform, { mrTd: mrTdOfFirmware(Buffer.from('firmware')) });
  const quoteFor = (reportData: Uint8Array) => {
    const quote = makeQuote(platform, domain.report(reportData), { form: 'v4' });
    if (!quote.ok) throw new Error(quote.reason);
    return quote.value;
  };
  const served = await startTrustAuthority({ verifier }, processTerminal());
  const exchange = exchangeOverHttp(served.url);
  const [apiKey = ''] = served.apiKeys;
  try {
    const token = await requestToken({ exchange, apiKey, version: 'v2' }, quoteFor, Buffer.from('public key'));
    if (!token.ok) expect.fail(token.reason.message);
    const claims = await verifyTrustAuthorityToken(token.value, exchange, [served.root], Math.floor(Date.now() / 1000));
    expect(claims).toMatchObject({ ok: true, value: { iss: served.url, tdx: { attester_tcb_status: 'UpToDate' } } });
    expect(await requestToken({ exchange, apiKey: 'x', version: 'v2' }, quoteFor)).toMatchObject({
      ok: false,
      reason: { code: 'api-key' },
    });
  } finally {
    await served.stop();
  }
  const lists = ['GET /crl/root-ca.crl 200', 'GET /crl/signing-ca.crl 200'];
  expect(served.log).toEqual([
    'GET /appraisal/v2/nonce 200',
    'POST /appraisal/v2/attest 200',
    'GET /certs 200',
    ...lists,
    'GET /appraisal/v2/nonce 401 api-key',
  ]);
});

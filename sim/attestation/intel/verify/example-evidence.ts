/** A genuine quote with all it needs, for tests to spoil. Times are in seconds since 1970. */
import { assertThat } from '../../../core/defect.js';
import type { CollateralFacts } from '../collateral/issue-tcb-info.js';
import { type RevocationFacts, type TdxCollateral, tdxCollateral } from '../collateral/tdx-collateral.js';
import { type IntelAuthorities, intelAuthorities } from '../platform/intel-authorities.js';
import { type TdxPlatform, type TdxPlatformFacts, tdxPlatform } from '../platform/tdx-platform.js';
import { makeQuote } from '../quote/make-quote.js';
import type { QuoteForm } from '../quote/quote-layout.js';
import { TrustDomain, type TrustDomainStart } from '../report/trust-domain.js';

/** What may be said of an example; all of it has a default. */
export interface ExampleFacts {
  readonly seed?: string;
  readonly platform?: TdxPlatformFacts;
  readonly domain?: Partial<TrustDomainStart>;
  readonly form?: QuoteForm;
  readonly collateral?: Partial<CollateralFacts> & RevocationFacts;
}

/** An example. */
export interface ExampleEvidence {
  readonly authorities: IntelAuthorities;
  readonly platform: TdxPlatform;
  readonly domain: TrustDomain;
  readonly quote: Buffer;
  readonly collateral: TdxCollateral;
}

/** The day on which examples are made and looked at. */
export const exampleDay = 1_790_000_000;

/** What examples are bound to. */
export const exampleReportData: Uint8Array = Buffer.alloc(64, 0xa5);

/** A genuine quote. Same facts, same bytes. */
export function exampleEvidence(facts: ExampleFacts = {}): ExampleEvidence {
  const authorities = intelAuthorities(facts.seed);
  const platform = tdxPlatform(authorities, 'example', facts.platform);
  const domain = new TrustDomain(platform, { mrTd: Buffer.alloc(48, 1), ...facts.domain });
  const quote = makeQuote(platform, domain.report(exampleReportData), { form: facts.form ?? 'v4' });
  assertThat(quote.ok, 'a machine quotes its own reports');
  const collateral = tdxCollateral(authorities, platform, { issuedSeconds: exampleDay, ...facts.collateral });
  return { authorities, platform, domain, quote: quote.value, collateral };
}

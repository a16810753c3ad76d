import { hash } from 'node:crypto';
import type { Outcome } from '../../core/outcome.js';
import { type ReadCertificate, readCertificate } from '../certificates/read-certificate.js';

/** Reads certificates and remembers them by their content: the same ones come again and again, and taking one apart costs as much as checking a signature. */
export function rememberingReader(): typeof readCertificate {
  const known = new Map<string, Outcome<ReadCertificate, string>>();
  return (der) => {
    const name = hash('sha256', der, 'base64');
    const certificate = known.get(name) ?? readCertificate(der);
    if (known.size >= rememberedMax) known.clear();
    known.set(name, certificate);
    return certificate;
  };
}

const rememberedMax = 1000;

// Reads folders with ark.der, ask.der, vek.der and report.bin, one path a line, and says for each whether the crate `sev` of virtee
// finds the chain and the report genuine: `ok`, or what it says is wrong.
use sev::certs::snp::{ca, Certificate, Chain, Verifiable};
use sev::firmware::guest::AttestationReport;
use sev::parser::ByteParser;
use std::io::BufRead;
use std::{fs, path::Path};

fn main() {
    for line in std::io::stdin().lock().lines() {
        match judge(Path::new(&line.expect("a path"))) {
            Ok(()) => println!("ok"),
            Err(error) => println!("{}", error.to_string().replace('\n', " ")),
        }
    }
}

fn judge(folder: &Path) -> Result<(), Box<dyn std::error::Error>> {
    let certificate = |name: &str| -> Result<Certificate, Box<dyn std::error::Error>> {
        Ok(Certificate::from_der(&fs::read(folder.join(name))?)?)
    };
    let authorities = ca::Chain { ark: certificate("ark.der")?, ask: certificate("ask.der")? };
    let chain = Chain { ca: authorities, vek: certificate("vek.der")? };
    let report = AttestationReport::from_bytes(&fs::read(folder.join("report.bin"))?)?;
    (&chain, &report).verify()?;
    Ok(())
}

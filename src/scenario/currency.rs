//! Codes of currencies: those of ISO 4217 and nothing else, so that `RMB` does not end up in a report.

/// The active codes of money that people pay with.
const CODES: &str = "AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BGN BHD BIF BMD BND BOB BRL BSD BTN BWP \
BYN BZD CAD CDF CHF CLP CNY COP CRC CUP CVE CZK DJF DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GNF \
GTQ GYD HKD HNL HTG HUF IDR ILS INR IQD IRR ISK JMD JOD JPY KES KGS KHR KMF KPW KRW KWD KYD KZT LAK LBP LKR LRD \
LSL LYD MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MYR MZN NAD NGN NIO NOK NPR NZD OMR PAB PEN PGK PHP PKR \
PLN PYG QAR RON RSD RUB RWF SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TND TOP TRY \
TTD TWD TZS UAH UGX USD UYU UZS VED VES VND VUV WST XAF XCD XCG XOF XPF YER ZAR ZMW ZWG";

/// What people call some of them.
const NAMES: [(&str, &str); 17] = [
    ("RMB", "CNY"),
    ("CNH", "CNY"),
    ("YUAN", "CNY"),
    ("人民币", "CNY"),
    ("元", "CNY"),
    ("块", "CNY"),
    ("¥", "CNY"),
    ("￥", "CNY"),
    ("美元", "USD"),
    ("DOLLAR", "USD"),
    ("$", "USD"),
    ("港币", "HKD"),
    ("HK$", "HKD"),
    ("欧元", "EUR"),
    ("€", "EUR"),
    ("NTD", "TWD"),
    ("YEN", "JPY"),
];

/// Whether ISO 4217 has this code.
pub(crate) fn is_code(code: &str) -> bool {
    code.len() == 3 && CODES.split(' ').any(|known| known == code)
}

/// The code that was probably meant by `typed`.
pub(crate) fn meant(typed: &str) -> Option<&'static str> {
    let typed = typed.trim_matches(|c: char| c.is_whitespace() || "“”‘’".contains(c)).to_uppercase();
    let named = NAMES.iter().find(|(name, _)| *name == typed).map(|(_, code)| *code);
    named.or_else(|| CODES.split(' ').find(|known| **known == typed))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_codes_of_the_standard_are_codes() {
        assert!(is_code("CNY") && is_code("USD") && is_code("ZWG"));
        assert!(!is_code("RMB") && !is_code("cny") && !is_code("") && !is_code("CNY USD"));
        assert!(NAMES.iter().all(|(_, code)| is_code(code)));
    }

    #[test]
    fn names_lead_to_codes() {
        assert_eq!(meant("RMB"), Some("CNY"));
        assert_eq!(meant("“CNY”"), Some("CNY"));
        assert_eq!(meant("usd"), Some("USD"));
        assert_eq!(meant("shells"), None);
    }
}

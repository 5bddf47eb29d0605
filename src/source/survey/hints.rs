//! What the name of a column hints at.
//! Invariant: a hint is whole words of the name, in any case; a hint that ends in `*` is the start of one.

/// What a name may hint at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::source) enum Hint {
    Time,
    /// A date that is no date of an answer.
    OtherTime,
    Id,
    /// It tells who answered, whether they did so once or more often.
    Person,
    /// Numbers without an order, or places in one that is none of answers: never a scale.
    Code,
    /// A way to reach a person.
    Contact,
    /// How far a person came in answering.
    Progress,
    Touchpoint,
    /// A touchpoint in files of one question a column, else a group of people as likely.
    Place,
    Nps,
    Csat,
    Ces,
    /// Effort, where the answers go up to 7; else satisfaction as likely.
    Ease,
    Sentiment,
    Comment,
    Weight,
    Amount,
    Duration,
    Count,
    /// A share.
    Rate,
    /// A group of people.
    Segment,
    /// The journey as a whole.
    Overall,
    /// The lower the better.
    Lower,
    Completed,
    Due,
    Status,
}

#[rustfmt::skip]
const WORDS: &[(Hint, &[&str])] = &[
    (Hint::Time, &["date", "time", "timestamp", "day", "week", "month", "year", "when", "created", "submitted", "submit", "recorded", "completed at", "answered",
        "opened", "datum", "fecha", "data", "jahr", "woche", "monat", "תאריך", "יום", "שבוע", "חודש", "שנה", "מועד", "дата", "التاريخ"]),
    (Hint::OtherTime, &["birth*", "dob", "born", "geboren", "geburtsdatum", "joined", "registered", "signup", "since", "founded", "expires", "expiry", "valid",
        "updated", "modified", "לידה"]),
    (Hint::Id, &["id", "uuid", "guid", "respondent", "response", "answer", "card", "number", "nr", "no", "key", "token", "email", "user", "row", "index", "מזהה", "מספר"]),
    (Hint::Person, &["respondent", "respondents", "respondent id", "respondentid", "response id", "responseid", "participant", "participant id", "panelist", "person", "person id",
        "personid", "user id", "userid", "customer id", "customerid", "member id", "visitor id", "client id"]),
    (Hint::Code, &["id", "uuid", "guid", "nr", "no", "number", "row", "index", "key", "code", "codes", "zip", "postal", "postcode", "plz", "gate", "terminal", "floor", "flight", "route",
        "mode", "transport", "reason", "reasons", "purpose", "category", "channel", "topic", "location", "section", "kind", "option", "choice", "origin", "destination", "carrier", "airline",
        "ethnicity", "education", "occupation", "household", "nationality", "cause", "method", "version", "wave", "batch", "interviewer", "quota", 
        "day", "days", "date", "weekday", "month", "week", "year", "hour", "how did", "how do", "how many", "how much", "how often", "which", "where", "who", "when",
        "מספר", "קוד"]),
    (Hint::Contact, &["email", "e mail", "mail address", "phone", "phones", "telephone", "tel", "mobile", "cell", "cellphone", "fax", "handy", "telefon", "whatsapp", "contact", "טלפון", "נייד", "אימייל"]),
    (Hint::Progress, &["finished", "complete", "completed", "progress", "status", "response status", "response type", "completion status"]),
    (Hint::Touchpoint, &["touchpoint", "touch point", "touchpoints", "step", "stage", "moment", "interaction", "שלב", "נקודת מגע"]),
    (Hint::Place, &["page", "place", "about", "topic", "subject", "question", "screen", "channel", "category", "area of contact", "activity", "event", "service", "process",
        "location", "section", "thema", "נושא", "דף", "מקום", "ערוץ", "שאלה"]),
    (Hint::Nps, &["nps", "recommend*", "promoter", "likelihood to recommend", "how likely", "ltr", "weiterempf*", "empfehl*", "המלצה", "ממליצ*", "תמליצ*", "להמליץ"]),
    (Hint::Csat, &["csat", "satisf*", "rating", "score", "stars", "rate", "quality", "overall", "zufrieden*", "שביעות", "ציון", "מרוצ*", "оценка"]),
    (Hint::Ces, &["ces", "effort", "מאמץ", "aufwand"]),
    (Hint::Ease, &["ease", "easy", "easily", "קלות", "קל", "einfach"]),
    (Hint::Sentiment, &["sentiment", "polarity", "compound", "סנטימנט"]),
    (Hint::Comment, &["comment*", "feedback", "verbatim", "why", "remark*", "text", "free text", "open end", "opinion", "suggestion*", "kommentar*", "הערה", "הערות", "תגובה", "למה"]),
    (Hint::Weight, &["weight", "weights", "wt", "wgt", "gewicht", "weighting", "משקל"]),
    (Hint::Amount, &["price", "amount", "revenue", "total paid", "basket", "cost", "spend", "spent", "paid", "order value", "value", "sum", "income", "eur", "usd", "ils", "betrag", "preis",
        "מחיר", "סכום"]),
    (Hint::Duration, &["duration", "minutes", "minute", "mins", "min", "seconds", "secs", "sec", "hours", "hour", "hrs", "days", "wait", "waiting", "time to", "reply time", "handling",
        "elapsed", "took", "ms", "pay time", "delivery time", "דקות", "שעות", "ימים", "dauer"]),
    (Hint::Count, &["count", "visits", "orders", "views", "clicks", "contacts", "calls", "tickets", "sessions", "anzahl", "כמות"]),
    (Hint::Rate, &["rate", "share", "pct", "percent", "percentage", "ratio", "conversion", "abandon*", "churn", "on time", "bounce"]),
    (Hint::Segment, &["gender", "sex", "age", "age group", "region", "country", "city", "area", "plan", "tier", "group", "segment", "type", "device", "language", "customer", "category",
        "department", "gate", "class", "role", "zone", "code", "מין", "גיל", "אזור", "עיר", "לקוח", "סוג"]),
    (Hint::Overall, &["all", "overall", "total", "general", "journey", "in all", "gesamt", "כללי", "הכל", "all in all"]),
    (Hint::Lower, &["problem*", "error*", "complain*", "abandon*", "churn", "fail*", "late", "wait*", "cancel*", "return*", "bounce", "cost", "effort needed", "issue*", "תקלה", "בעיה"]),
    (Hint::Completed, &["completed", "completions", "finished", "done", "converted", "passed"]),
    (Hint::Due, &["due", "deadline", "due date", "due at", "promised", "sla"]),
    (Hint::Status, &["status", "state", "סטטוס"]),
];

/// Units of time by the words for them, as a map writes them.
#[rustfmt::skip]
const UNITS: &[(&str, &[&str])] = &[
    ("min", &["minutes", "minute", "mins", "min", "דקות"]),
    ("s", &["seconds", "secs", "sec", "s"]),
    ("h", &["hours", "hour", "hrs", "h", "שעות"]),
    ("days", &["days", "ימים"]),
    ("ms", &["ms", "milliseconds"]),
];

/// Words for yes and for no.
#[rustfmt::skip]
const YES: &[&str] = &["1", "yes", "y", "true", "t", "ja", "j", "oui", "sí", "si", "sim", "да", "כן", "نعم", "是", "はい", "tak", "evet", "on"];
#[rustfmt::skip]
const NO: &[&str] = &["0", "no", "n", "false", "f", "nein", "non", "não", "nao", "нет", "לא", "لا", "否", "いいえ", "nie", "hayır", "off"];

/// The words for it.
pub(in crate::source) fn words(hint: Hint) -> &'static [&'static str] {
    WORDS.iter().find(|(of, _)| *of == hint).map_or(&[][..], |(_, words)| words)
}

/// Does the name hint at it?
pub(in crate::source) fn has(name: &str, hint: Hint) -> bool {
    speaks_of(name, words(hint))
}

/// Is the name the hint and nothing else?
pub(in crate::source) fn is(name: &str, hint: Hint) -> bool {
    is_one_of(name, words(hint))
}

/// Is one of the words in the name?
pub(in crate::source) fn speaks_of(name: &str, words: &[&str]) -> bool {
    let name = spread(name);
    words.iter().any(|word| match word.strip_suffix('*') {
        Some(start) => name.contains(&format!(" {start}")),
        None => name.contains(&format!(" {word} ")),
    })
}

/// Is the name one of the words and nothing else?
pub(in crate::source) fn is_one_of(name: &str, words: &[&str]) -> bool {
    words.contains(&spread(name).trim())
}

/// The unit of time that a name speaks of.
pub(in crate::source) fn unit(name: &str) -> Option<&'static str> {
    let name = spread(name);
    UNITS.iter().find(|(_, words)| words.iter().any(|word| name.contains(&format!(" {word} ")))).map(|(unit, _)| *unit)
}

/// Is it a word for yes, or one for no?
pub(in crate::source) fn truth(word: &str) -> Option<bool> {
    let word = word.to_lowercase();
    if YES.contains(&word.as_str()) {
        return Some(true);
    }
    NO.contains(&word.as_str()).then_some(false)
}

/// Words for "no answer".
#[rustfmt::skip]
const NO_ANSWER: &[&str] = &["", "n a", "na", "n v", "none", "null", "nan", "nil", "missing", "no answer", "no response", "not answered", "not used", "never used", "did not use", "didn t use",
    "have not used", "not applicable", "not asked", "not available", "does not apply", "don t know", "dont know", "do not know", "dk", "unknown", "no opinion", "refused", "skipped", "prefer not to say",
    "prefer not to answer", "can t say", "keine angabe", "k a", "weiß nicht", "weiss nicht", "nicht genutzt", "trifft nicht zu", "entfällt", "sans réponse", "no sabe", "no contesta", "ns nc",
    "לא רלוונטי", "לא השתמשתי", "לא ענה", "לא יודע", "לא יודעת", "אין תשובה", "нет ответа"];

/// Does it say in words, or with a dash, that there is no answer?
pub(in crate::source) fn is_no_answer(cell: &str) -> bool {
    NO_ANSWER.contains(&spread(&cell.to_lowercase()).trim())
}

/// Words for the good end of a scale, and for the bad one.
#[rustfmt::skip]
const GOOD: &[&str] = &["very satisfied", "completely satisfied", "extremely satisfied", "satisfied", "best", "excellent", "outstanding", "very good", "very happy", "very easy",
    "strongly agree", "very likely", "extremely likely", "sehr zufrieden", "sehr gut", "מרוצה מאוד", "מצוין"];
#[rustfmt::skip]
const BAD: &[&str] = &["very dissatisfied", "completely dissatisfied", "very unsatisfied", "dissatisfied", "unsatisfied", "not satisfied", "worst", "very bad", "very poor", "poor", "terrible",
    "awful", "very unhappy", "very difficult", "strongly disagree", "very unlikely", "sehr unzufrieden", "unzufrieden", "sehr schlecht", "mangelhaft", "ungenügend", "לא מרוצה", "גרוע"];

/// Highest answer of a scale on which 1 is best, where the name says so: `(1 = very satisfied, 5 = very dissatisfied)`.
pub(in crate::source) fn reversed(name: &str) -> Option<i32> {
    let lower = name.to_lowercase().replace(['=', '_', ':', '(', ')', ',', ';', '/', '-', '–', '—', '.'], " ");
    let words: Vec<&str> =
        lower.split_whitespace().filter(|word| !matches!(*word, "is" | "means" | "to" | "ist")).collect();
    let ends: Vec<(i32, String)> = words
        .iter()
        .enumerate()
        .filter_map(|(idx, word)| {
            let number: i32 = word.parse().ok().filter(|number| (1..=10).contains(number))?;
            let after = words.get(idx + 1..)?.iter().take_while(|word| word.parse::<i32>().is_err());
            Some((number, after.take(4).copied().collect::<Vec<_>>().join(" ")))
        })
        .collect();
    let starts = |said: &str, known: &[&str]| known.iter().any(|known| said.starts_with(known));
    let is_best = ends.iter().any(|(number, said)| *number == 1 && starts(said, GOOD));
    let worst = ends.iter().find(|(number, said)| *number > 1 && starts(said, BAD));
    // One end is enough, where it is the lower one.
    let highest = ends.iter().map(|(number, _)| *number).max().filter(|highest| *highest > 2);
    (is_best || worst.is_some()).then_some(worst.map(|(number, _)| *number).or(highest).unwrap_or(5))
}

/// Lowest and highest answer, where the name says them: `How was it? (1-5)`.
pub(in crate::source) fn scale(name: &str) -> Option<(i32, i32)> {
    let spread = name.replace(['-', '–', '—'], " to ").replace(|c: char| !c.is_alphanumeric(), " ");
    let words: Vec<&str> = spread.split_whitespace().collect();
    words.windows(3).find_map(|three| match three {
        [low, "to" | "bis" | "עד", high] => {
            let (low, high): (i32, i32) = (low.parse().ok()?, high.parse().ok()?);
            (matches!(low, 0 | 1) && matches!(high, 3..=10)).then_some((low, high))
        }
        _ => None,
    })
}

/// Is it a word for somebody who has not finished answering, or only tried?
pub(in crate::source) fn is_unfinished(word: &str) -> bool {
    const WORDS: &[&str] = &[
        "incomplete",
        "partial",
        "partially complete",
        "in progress",
        "started",
        "abandoned",
        "disqualified",
        "terminated",
        "screened out",
        "preview",
        "survey preview",
        "survey test",
        "test",
        "spam",
        "unvollständig",
    ];
    truth(word) == Some(false) || WORDS.contains(&spread(word).trim())
}

/// The words in lower case with a blank around each: ` reply hours ` from `replyHours`.
fn spread(name: &str) -> String {
    let mut out = String::from(" ");
    let mut before = ' ';
    for c in name.chars() {
        if !c.is_alphanumeric() || c.is_uppercase() && before.is_lowercase() {
            out.push(' ');
        }
        out.extend(c.to_lowercase().filter(|c| c.is_alphanumeric()));
        before = c;
    }
    out.push(' ');
    out.split_whitespace().fold(String::from(" "), |line, word| line + word + " ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_heard_in_whole_words() {
        let rows = [
            ("Survey Date", Hint::Time, true),
            ("update", Hint::Time, false),
            ("replyHours", Hint::Duration, true),
            ("How likely are you to recommend us?", Hint::Nps, true),
            ("satisfaction_checkout", Hint::Csat, true),
            ("תאריך", Hint::Time, true),
            ("unsatisfied", Hint::Csat, false),
            ("", Hint::Id, false),
        ];
        for (name, hint, expected) in rows {
            assert_eq!(has(name, hint), expected, "{name}");
        }
        assert!(is("All", Hint::Overall) && !is("cln_all", Hint::Overall));
    }

    #[test]
    fn units_truths_and_scales_are_heard() {
        assert_eq!((unit("reply_hours"), unit("WaitMinutes"), unit("theme")), (Some("h"), Some("min"), None));
        assert_eq!((truth("Yes"), truth("לא"), truth("home")), (Some(true), Some(false), None));
        assert_eq!(scale("How was it? (1-7)"), Some((1, 7)));
        assert_eq!(scale("0 to 10, please"), Some((0, 10)));
        assert_eq!(reversed("Overall satisfaction (1 = very satisfied, 5 = very dissatisfied)"), Some(5));
        assert_eq!(
            (reversed("How was it? 1 is best, 7 is worst"), reversed("rating_1_best_6_worst")),
            (Some(7), Some(6))
        );
        assert_eq!((reversed("csat (1 = very dissatisfied, 5 = very satisfied)"), reversed("csat 1-5")), (None, None));
        assert_eq!((scale("2024-05 wave"), scale("floor 1")), (None, None));
    }

    #[test]
    fn no_answer_is_said_in_words() {
        for (cell, expected) in
            [("N/A", true), ("-", true), ("Not used", true), ("don't know", true), ("nine", false), ("Average", false)]
        {
            assert_eq!(is_no_answer(cell), expected, "{cell}");
        }
    }

    #[test]
    fn every_hint_has_words_and_stands_once() {
        for (idx, (hint, words)) in WORDS.iter().enumerate() {
            assert!(!words.is_empty());
            assert!(WORDS.iter().skip(idx + 1).all(|(other, _)| other != hint), "{hint:?}");
        }
    }
}

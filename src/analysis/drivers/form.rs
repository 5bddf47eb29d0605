//! A form with the questions that are open, in the language of the map where it is one of six, and the header of a CSV file
//! for the answers, which `cjm bind` understands.
//! Invariant: every question of the form has a column, and every column a question, but for who and when.

use std::fmt::Write as _;

use super::unknown::OpenQuestion;
use crate::journey::Map;

/// The words of a form in a language.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Tongue {
    /// About a place, and what is the highest answer.
    ease: &'static str,
    satisfied: &'static str,
    recommend: &'static str,
    better: &'static str,
    heading: &'static str,
    /// How to ask: one row a person.
    rule: &'static str,
    /// Why it asks again what was asked before.
    again: &'static str,
}

const ENGLISH: Tongue = Tongue {
    ease: "How easy was “{}”? 1 (very hard) to {} (very easy)",
    satisfied: "How satisfied were you with “{}”? 1 (very unsatisfied) to {} (very satisfied)",
    recommend: "Would you recommend us? 0 (not at all) to 10 (surely)",
    better: "What would have made “{}” better?",
    heading: "Questions",
    rule: "Ask all of them of each person, in one form: one row a person, one column a question. Leave blank what somebody did not meet.",
    again: "Also what was asked before: those answers cannot be joined with a recommendation.",
};

const TONGUES: &[(&[&str], Tongue)] = &[
    (
        &["he", "iw"],
        Tongue {
            ease: "כמה קל היה ”{}“? 1 (קשה מאוד) עד {} (קל מאוד)",
            satisfied: "עד כמה הייתם מרוצים מ”{}“? 1 (מאוד לא מרוצים) עד {} (מרוצים מאוד)",
            recommend: "האם תמליצו עלינו? 0 (בכלל לא) עד 10 (בוודאי)",
            better: "מה היה משפר את ”{}“?",
            heading: "שאלות",
            rule: "שואלים כל אדם את כולן, בטופס אחד: שורה לאדם, עמודה לשאלה. מה שלא פגשו נשאר ריק.",
            again: "גם מה שכבר נשאל: את התשובות ההן אי אפשר לצרף להמלצה.",
        },
    ),
    (
        &["ar"],
        Tongue {
            ease: "ما مدى سهولة «{}»؟ من 1 (صعب جدًا) إلى {} (سهل جدًا)",
            satisfied: "ما مدى رضاك عن «{}»؟ من 1 (غير راضٍ إطلاقًا) إلى {} (راضٍ جدًا)",
            recommend: "هل توصي بنا؟ من 0 (إطلاقًا) إلى 10 (بالتأكيد)",
            better: "ما الذي كان سيجعل «{}» أفضل؟",
            heading: "أسئلة",
            rule: "تُطرح كلها على كل شخص في استمارة واحدة: صف لكل شخص وعمود لكل سؤال. ما لم يصادفه يبقى فارغًا.",
            again: "وكذلك ما سُئل من قبل: فتلك الإجابات لا يمكن ربطها بالتوصية.",
        },
    ),
    (
        &["de"],
        Tongue {
            ease: "Wie einfach war „{}“? 1 (sehr schwer) bis {} (sehr einfach)",
            satisfied: "Wie zufrieden waren Sie mit „{}“? 1 (sehr unzufrieden) bis {} (sehr zufrieden)",
            recommend: "Würden Sie uns weiterempfehlen? 0 (gar nicht) bis 10 (sicher)",
            better: "Was hätte „{}“ besser gemacht?",
            heading: "Fragen",
            rule: "Alle Fragen an jede Person, in einem Bogen: eine Zeile je Person, eine Spalte je Frage. Was jemand nicht erlebt hat, bleibt leer.",
            again: "Auch was schon gefragt wurde: jene Antworten lassen sich mit keiner Empfehlung verbinden.",
        },
    ),
    (
        &["fr"],
        Tongue {
            ease: "« {} », était-ce facile ? De 1 (très difficile) à {} (très facile)",
            satisfied: "Avez-vous été satisfait de « {} » ? De 1 (pas du tout) à {} (tout à fait)",
            recommend: "Nous recommanderiez-vous ? De 0 (pas du tout) à 10 (sûrement)",
            better: "Qu'est-ce qui aurait amélioré « {} » ?",
            heading: "Questions",
            rule: "Posez-les toutes à chaque personne, dans un même formulaire : une ligne par personne, une colonne par question. Ce qu'elle n'a pas connu reste vide.",
            again: "Aussi ce qui a déjà été demandé : ces réponses ne peuvent pas être reliées à une recommandation.",
        },
    ),
    (
        &["es"],
        Tongue {
            ease: "¿Fue fácil «{}»? De 1 (muy difícil) a {} (muy fácil)",
            satisfied: "¿Quedó satisfecho con «{}»? De 1 (muy insatisfecho) a {} (muy satisfecho)",
            recommend: "¿Nos recomendaría? De 0 (nada) a 10 (seguro)",
            better: "¿Qué habría mejorado «{}»?",
            heading: "Preguntas",
            rule: "Todas a cada persona, en un mismo formulario: una fila por persona, una columna por pregunta. Lo que no vivió queda en blanco.",
            again: "También lo que ya se preguntó: esas respuestas no se pueden unir a una recomendación.",
        },
    ),
];

impl Tongue {
    /// That of a map; English where it is none of the six.
    pub(super) fn of(map: &Map) -> Self {
        let language = map.primary_language().unwrap_or_default();
        let own = TONGUES.iter().find(|(codes, _)| codes.contains(&language.as_str()));
        own.map_or(ENGLISH, |(_, own)| *own)
    }

    pub(super) fn ease(self, name: &str, high: i32) -> String {
        filled(self.ease, &[name, &high.to_string()])
    }

    pub(super) fn satisfied(self, name: &str, high: i32) -> String {
        filled(self.satisfied, &[name, &high.to_string()])
    }

    pub(super) fn recommend(self) -> String {
        self.recommend.to_owned()
    }

    pub(super) fn better(self, name: &str) -> String {
        filled(self.better, &[name])
    }
}

fn filled(pattern: &str, parts: &[&str]) -> String {
    let mut pieces = pattern.split("{}");
    let mut text = pieces.next().unwrap_or_default().to_owned();
    for (piece, part) in pieces.zip(parts) {
        text.push_str(part);
        text.push_str(piece);
    }
    text
}

/// The form, and after it the header of a file for the answers.
///
/// * `is_anew`: does it ask again what was asked before?
pub(super) fn form(map: &Map, questions: &[OpenQuestion], is_anew: bool) -> String {
    let tongue = Tongue::of(map);
    let mut text = format!("# {}: {}\n\n{}\n\n", escaped(&map.title), tongue.heading, tongue.rule);
    if is_anew {
        let _ = writeln!(text, "{}\n", tongue.again);
    }
    for (idx, own) in questions.iter().enumerate() {
        let _ = writeln!(text, "{}. {} `{}`", idx + 1, escaped(&own.ask), own.column);
    }
    let columns = ["respondent", "date"].into_iter().chain(questions.iter().map(|own| own.column.as_str()));
    let _ = writeln!(text, "\n```csv\n{}\n```", columns.map(cell).collect::<Vec<_>>().join(","));
    text
}

/// A name as Markdown takes it for text.
fn escaped(words: &str) -> String {
    let mut text = String::new();
    for c in words.split_whitespace().collect::<Vec<_>>().join(" ").chars() {
        if matches!(c, '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '#') {
            text.push('\\');
        }
        text.push(c);
    }
    text
}

/// A name as a cell of CSV.
fn cell(name: &str) -> String {
    if name.contains([',', '"', '\n', '\r']) { format!("\"{}\"", name.replace('"', "\"\"")) } else { name.to_owned() }
}

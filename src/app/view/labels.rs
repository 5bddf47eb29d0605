//! The words that label what a map says, in the map's language. One table: a row for each label, a column for each
//! language. Invariant: no word is empty, and no two labels of the same kind are called the same.

use jiff::civil::Date;

use crate::journey::{ActionStatus, EvidenceKind, Field, Map, MapState, PainStatus, When};
use crate::metric::Grain;
use crate::source::settings::LabelChoice;

/// The languages that labels are written in: the columns of the table.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Language {
    #[default]
    English,
    Hebrew,
    Arabic,
}

/// The labels of one map.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Labels {
    language: Language,
}

macro_rules! table {
    ($($name:ident $english:literal $hebrew:literal $arabic:literal)+) => {
        /// What is labelled.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        pub(crate) enum Label { $($name),+ }

        impl Label {
            /// Every label, in the order of the table.
            const ALL: &[Self] = &[$(Self::$name),+];

            /// English, Hebrew, Arabic.
            const fn row(self) -> [&'static str; 3] {
                match self { $(Self::$name => [$english, $hebrew, $arabic]),+ }
            }
        }
    };
}

#[rustfmt::skip]
table! {
    // What a customer goes through.
    Does            "does"                  "מעשים"             "الأفعال"
    Thinks          "thinks"                "מחשבות"            "الأفكار"
    Feels           "feels"                 "תחושות"            "المشاعر"
    Emotion         "emotion"               "רגש"               "الانفعال"
    Wish            "goal"                  "מטרה"              "الغاية"
    Obstacle        "obstacle"              "מכשול"             "العائق"
    Expects         "expects"               "ציפיות"            "التوقعات"
    Emotions        "emotions"              "רגשות"             "الانفعالات"
    Goals           "goals"                 "מטרות"             "الغايات"
    KindOf          "kind"                  "סוג"               "النوع"
    Physical        "physical"              "פיזי"              "مادي"
    Digital         "digital"               "דיגיטלי"           "رقمي"
    Both            "both"                  "שניהם"             "كلاهما"
    Place           "place"                 "מקום"              "المكان"
    GoodEnd         "good end"              "סוף טוב"           "نهاية جيدة"
    Then            "then"                  "ואז"               "ثم"
    GoesOnIn        "goes on in"            "ממשיך ב"           "يستمر في"
    Backstage       "backstage"             "מאחורי הקלעים"     "وراء الكواليس"
    Technology      "technology"            "טכנולוגיה"         "التقنية"
    WhichChanges    "which changes"         "מה שמשתנה בזכותה"  "ما تغيّره"
    Competitor      "competitor"            "מתחרה"             "المنافس"
    Differs         "differs"               "מה שונה"           "وجه الاختلاف"
    MattersToThem   "matters to customers"  "חשיבות ללקוחות"    "الأهمية للعملاء"
    MattersToUs     "matters to us"         "חשיבות לארגון"     "الأهمية للمؤسسة"
    NoGoal          "no goal"               "אין מטרה"          "لا غاية"
    Yes             "yes"                   "כן"                "نعم"
    OfFive          "{} of 5"               "{} מתוך 5"         "{} من 5"
    OnScale         "on a scale from −2 to +2" "בסולם של −2 עד +2" "على مقياس من −2 إلى +2"
    MomentOfTruth   "moment of truth"       "רגע האמת"          "لحظة الحقيقة"
    Channel         "channel"               "ערוץ"              "القناة"
    Before          "before"                "לפני"              "قبل"
    During          "during"                "במהלך"             "أثناء"
    After           "after"                 "אחרי"              "بعد"
    // What is said about a place.
    Pains           "pains"                 "כאבים"             "الآلام"
    PainPoints      "pain points"           "נקודות כאב"        "نقاط الألم"
    Opportunities   "opportunities"         "הזדמנויות"         "الفرص"
    Risks           "risks"                 "סיכונים"           "المخاطر"
    Actions         "actions"               "פעולות"            "الإجراءات"
    NearThatTime    "near that time"        "סביב אותו זמן"     "قرابة ذلك الوقت"
    Notes           "notes"                 "הערות"             "الملاحظات"
    Research        "research"              "מחקר"              "الأبحاث"
    Evidence        "evidence"              "ראיות"             "الأدلة"
    InScenarios     "in scenarios"          "בתרחישים"          "ضمن السيناريوهات"
    Owner           "owner"                 "באחריות"           "المسؤول"
    Impact          "impact"                "השפעה"             "الأثر"
    Effort          "effort"                "מאמץ"              "الجهد"
    Likelihood      "likelihood"            "סבירות"            "الاحتمال"
    Helps           "helps {} of 5"         "תועלת {} מתוך 5"   "الفائدة {} من 5"
    // How far it is.
    Frequency       "frequency"             "תדירות"            "التكرار"
    Grounds         "grounds"               "ביסוס"             "الأساس"
    Observed        "observed"              "נצפה"              "مُلاحَظ"
    Assumed         "assumed"               "משוער"             "مُفترض"
    AnsweredBy      "answered by"           "המענה"             "الرد"
    Open            "open"                  "פתוחה"             "مفتوحة"
    Accepted        "accepted"              "מקובלת"            "مقبولة"
    Fixed           "fixed"                 "נפתרה"             "تم الحل"
    Planned         "planned"               "מתוכננת"           "قيد التخطيط"
    InProgress      "in progress"           "בביצוע"            "قيد التنفيذ"
    Shipped         "shipped"               "הושקה"             "تم الإطلاق"
    Dropped         "dropped"               "בוטלה"             "تم الإلغاء"
    Noted           "noted"                 "נרשם"              "دُوّن"
    Due             "due"                   "לביצוע עד"         "الموعد"
    Promised        "promised"              "הובטח"             "الوعد"
    Mends           "mends"                 "פותרת את"          "يعالج"
    From            "from"                  "מ־"                "من"
    To              "to"                    "ל־"                "إلى"
    By              "by"                    "עד"                "بحلول"
    // What evidence comes from.
    Survey          "survey"                "סקר"               "استبيان"
    Analytics       "analytics"             "אנליטיקה"          "تحليلات"
    Interview       "interview"             "ריאיון"            "مقابلة"
    Recording       "recording"             "הקלטה"             "تسجيل"
    Sales           "sales"                 "מכירות"            "مبيعات"
    Support         "support"               "שירות"             "دعم"
    Observation     "observation"           "תצפית"             "مشاهدة"
    Assumption      "assumption"            "הנחה"              "افتراض"
    // The journey's own story.
    Objective       "objective"             "ייעוד"             "الغرض"
    About           "about"                 "תיאור"             "نبذة"
    Reviewed        "reviewed"              "נסקרה"             "المراجعة"
    Never           "never"                 "מעולם לא"          "لم تتم"
    EveryDays       ", every {} days"       ", כל {} ימים"      "، كل {} يومًا"
    LookedAt        ", looked at as of {}"  ", נכון ל־{}"       "، حتى {}"
    Questions       "questions"             "שאלות"             "الأسئلة"
    Personas        "personas"              "פרסונות"           "الشخصيات"
    Scenarios       "scenarios"             "תרחישים"           "السيناريوهات"
    Channels        "channels"              "ערוצים"            "القنوات"
    Metrics         "metrics"               "מדדים"             "المقاييس"
    Sources         "sources"               "מקורות"            "المصادر"
    Wants           "wants"                 "רצונות"            "الرغبات"
    IsAfter         "is after"              "שאיפות"            "التطلعات"
    Role            "role"                  "תפקיד"             "الدور"
    WorriesAbout    "worries about"         "חששות"             "المخاوف"
    StateOfMind     "state of mind"         "מצב רוח"           "الحالة النفسية"
    Urgency         "urgency"               "דחיפות"            "الاستعجال"
    Consults        "where customers look"  "היכן לקוחות מחפשים" "أين يبحث العملاء"
    LookThere       "{} % look there"       "{} % מחפשים שם"    "{} % يبحثون هناك"
    IsAnnoyedBy     "is annoyed by"         "תסכולים"           "الإحباطات"
    AsItIs          "as it is"              "המצב הקיים"        "الوضع الحالي"
    AsItShouldBe    "as it should be"       "המצב הרצוי"        "الوضع المنشود"
    // Who and what is counted.
    Everyone        "everyone"              "כולם"              "الجميع"
    Only            "only"                  "רק"                "فقط"
    N               "n"                     "n"                 "n"
    Sentiment       "sentiment"             "סנטימנט"           "الانطباع"
    Unweighted      "unweighted"            "לא משוקלל"         "غير مرجّح"
    AsOf            "as of"                 "נכון ל־"           "حتى"
    // Numbers and how they moved.
    Target          "goal"                  "יעד"               "الهدف"
    Worst           "worst"                 "הכי נמוך"          "الأدنى"
    Rose            "rose"                  "עלייה של"          "ارتفاع بمقدار"
    Fell            "fell"                  "ירידה של"          "انخفاض بمقدار"
    RoseWhen        "rose {}:"              "עלייה {}:"         "ارتفاع {}:"
    FellWhen        "fell {}:"              "ירידה {}:"         "انخفاض {}:"
    BrokeWhen       "broke {}:"             "נפילה {}:"         "هبوط حاد {}:"
    Steady          "steady within {}"      "יציבות בטווח {}"   "ثبات ضمن {}"
    CannotTell      "cannot tell"           "אי אפשר לדעת"      "لا يمكن الجزم"
    StillOpen       "cannot tell: {} still open" "אי אפשר לדעת: {} עדיין בתהליך" "لا يمكن الجزم: {} لا تزال مفتوحة"
    TooFew          "too few"               "מעט מדי"           "عدد قليل جدًا"
    TooFewBefore    "too few before"        "מעט מדי קודם"      "عدد قليل جدًا سابقًا"
    Since           "since {}"              "מאז {}"            "منذ {}"
    UnweightedNow   ", unweighted now"      ", כעת לא משוקלל"   "، غير مرجّح الآن"
    UnweightedThen  ", unweighted then"     ", אז לא משוקלל"    "، غير مرجّح حينها"
    Reached         "reached"               "הושג"              "تحقّق"
    NotReached      "not reached, {} to go" "לא הושג, חסר עוד {}" "لم يتحقّق، بقي {}"
    Missed          "missed by {}"          "הוחמץ ב־{}"        "فات بفارق {}"
    Joined          "joined"                "נוספו"             "أُضيف"
    Left            "left"                  "הוסרו"             "أُزيل"
    NotYet          "not reached"           "עדיין לא הושג"     "لم يتحقّق"
    NotAnyMore      "missed"                "הוחמץ"             "فات"
    OfFell          "{} of {} fell"         "ירידה ב־{} מתוך {}" "انخفاض في {} من {}"
    OfRose          "{} of {} rose"         "עלייה ב־{} מתוך {}" "ارتفاع في {} من {}"
    AlsoFell        "{} fell"               "ירידה ב־{}"        "انخفاض في {}"
    AlsoRose        "{} rose"               "עלייה ב־{}"        "ارتفاع في {}"
    NoneFell        "none fell"             "ללא ירידה"         "دون انخفاض"
    NoneRose        "none rose"             "ללא עלייה"         "دون ارتفاع"
    NothingBound    "no file of answers is bound yet" "עדיין לא חובר קובץ תשובות" "لم يُربط ملف إجابات بعد"
    NoComments      "no file has a column of comments: bind one, and it is here" "באף קובץ אין עמודת הערות: כשתחובר, זה יופיע כאן" "لا ملف فيه عمود تعليقات: اربط واحدًا ليظهر هنا"
    NotScored       "a `sentiment` of the source, bound to its comments, is shown here" "סנטימנט של המקור, מחובר להערות, יופיע כאן" "يظهر هنا انطباع المصدر عند ربطه بالتعليقات"
    EnglishOnly     "words are scored in English only; c reads what they wrote" "ניקוד מילים קיים רק באנגלית; c מציג את ההערות" "تُقيَّم الكلمات بالإنجليزية فقط؛ c يعرض ما كتبوه"
    More            "{} more"               "ועוד {}"           "و{} أخرى"
    // The whole journey.
    Along           "{} along the journey"  "{} לאורך המסע"     "{} على طول الرحلة"
    EmotionAlong    "emotion along the journey, as its authors see it" "הרגש לאורך המסע, בעיני כותבי המפה" "الانفعال على طول الرحلة كما يراه واضعوها"
    Strips          "strips {}"             "רצועות {}"         "الأشرطة {}"
    OwnAverage      "own average {}"        "ממוצע עצמי {}"     "المتوسط الذاتي {}"
    Average         "average {}"            "ממוצע {}"          "المتوسط {}"
    Pain            "pain"                  "כאב"               "الألم"
    Decides         "decides"               "מכריע"             "حاسم"
    Nobody          "nobody"                "אף אחד"            "لا أحد"
    // A standup.
    Standup         "Standup"               "סטנדאפ"            "اجتماع المتابعة"
    ShippedLast     "shipped last"          "הושקו לאחרונה"     "أُطلق مؤخرًا"
    ShippedSince    "shipped since {}"      "הושקו מאז {}"      "أُطلق منذ {}"
    NoneBefore      "no standup was held here before" "לא היה כאן סטנדאפ קודם" "لم يُعقد هنا اجتماع متابعة من قبل"
    NothingShipped  "nothing was shipped"   "לא הושק דבר"       "لم يُطلق شيء"
    NoneShippedSince "nothing was shipped since {}" "לא הושק דבר מאז {}" "لم يُطلق شيء منذ {}"
    Late            "late"                  "באיחור"            "متأخر"
    Next            "next"                  "הבא בתור"          "التالي"
    Action          "action"                "פעולה"             "إجراء"
    ToTalkAbout     "{} to talk about"      "לדיון: {}"         "للنقاش: {}"
    AllByOwner      "all {}, by owner"      "הכול, לפי אחראים: {}" "الكل حسب المسؤول: {}"
    NothingOpen     "nothing is open here"  "אין כאן דבר פתוח"  "لا شيء مفتوح هنا"
    NoAction        "no action mends it"    "אין פעולה שפותרת אותה" "لا إجراء يعالجها"
    NoPainOpen      "no pain point is open here" "אין כאן נקודת כאב פתוחה" "لا نقطة ألم مفتوحة هنا"
    Now             "now"                   "כעת"               "الآن"
    ChangedSoFar    "changed so far"        "השתנו עד כה"       "تغيّر حتى الآن"
    // Time.
    ByYear          "by year"               "לפי שנה"           "حسب السنة"
    ByQuarter       "by quarter"            "לפי רבעון"         "حسب الربع"
    ByMonth         "by month"              "לפי חודש"          "حسب الشهر"
    ByWeek          "by week"               "לפי שבוע"          "حسب الأسبوع"
    ByDay           "by day"                "לפי יום"           "حسب اليوم"
    AllTime         "all time"              "כל התקופה"         "كل الفترة"
    OnDay           "on {}"                 "ב־{}"              "يوم {}"
    InPeriod        "in {}"                 "בתוך {}"           "في {}"
    Span            "{} to {}"              "{} עד {}"          "{} إلى {}"
    January         "Jan"                   "ינו'"              "يناير"
    February        "Feb"                   "פבר'"              "فبراير"
    March           "Mar"                   "מרץ"               "مارس"
    April           "Apr"                   "אפר'"              "أبريل"
    May             "May"                   "מאי"               "مايو"
    June            "Jun"                   "יוני"              "يونيو"
    July            "Jul"                   "יולי"              "يوليو"
    August          "Aug"                   "אוג'"              "أغسطس"
    September       "Sep"                   "ספט'"              "سبتمبر"
    October         "Oct"                   "אוק'"              "أكتوبر"
    November        "Nov"                   "נוב'"              "نوفمبر"
    December        "Dec"                   "דצמ'"              "ديسمبر"
}

impl Labels {
    /// In the language of a map if there is a column for it and the user does not want English, else in English.
    pub(crate) fn of(choice: LabelChoice, map: Option<&Map>) -> Self {
        let language = map.and_then(Map::primary_language).filter(|_| choice == LabelChoice::Auto);
        let language = match language.as_deref() {
            Some("he" | "iw") => Language::Hebrew,
            Some("ar") => Language::Arabic,
            _ => Language::English,
        };
        Self { language }
    }

    /// Are they in English?
    pub(crate) fn is_english(self) -> bool {
        self.language == Language::English
    }

    /// The word of a label.
    pub(crate) const fn word(self, label: Label) -> &'static str {
        let [english, hebrew, arabic] = label.row();
        match self.language {
            Language::English => english,
            Language::Hebrew => hebrew,
            Language::Arabic => arabic,
        }
    }

    /// What a key of the format is called on a page; in English where the table has no row of that name.
    pub(crate) fn field(self, field: &Field) -> String {
        self.said(&field.label())
    }

    /// A word of the format in the language of the map.
    pub(crate) fn said(self, word: &str) -> String {
        let own = Label::ALL.iter().find(|label| label.row().first() == Some(&word));
        own.map_or_else(|| word.to_owned(), |own| self.word(*own).to_owned())
    }

    /// `owner Dana`: a label before what it labels. A prefix of Hebrew stands close to its number.
    pub(crate) fn before(self, label: Label, text: &impl std::fmt::Display) -> String {
        let word = self.word(label);
        let gap = if word.ends_with('־') { "" } else { " " };
        format!("{word}{gap}{text}")
    }

    /// `missed by 2.0`: a label with what belongs into it.
    pub(crate) fn filled(self, label: Label, parts: &[&str]) -> String {
        parts.iter().fold(self.word(label).to_owned(), |text, part| text.replacen("{}", part, 1))
    }

    /// `Jun 2019`: the month of a date.
    pub(crate) fn month(self, date: Date) -> String {
        format!("{} {}", self.month_name(date), date.year())
    }

    /// `22 Dec`: a day without its year.
    pub(crate) fn day(self, date: Date) -> String {
        format!("{} {}", date.day(), self.month_name(date))
    }

    fn month_name(self, date: Date) -> &'static str {
        self.word(match date.month() {
            ..=1 => Label::January,
            2 => Label::February,
            3 => Label::March,
            4 => Label::April,
            5 => Label::May,
            6 => Label::June,
            7 => Label::July,
            8 => Label::August,
            9 => Label::September,
            10 => Label::October,
            11 => Label::November,
            12.. => Label::December,
        })
    }
}

impl From<PainStatus> for Label {
    fn from(status: PainStatus) -> Self {
        match status {
            PainStatus::Open => Self::Open,
            PainStatus::Planned => Self::Planned,
            PainStatus::Accepted => Self::Accepted,
            PainStatus::Fixed => Self::Fixed,
        }
    }
}

impl From<ActionStatus> for Label {
    fn from(status: ActionStatus) -> Self {
        match status {
            ActionStatus::Planned => Self::Planned,
            ActionStatus::InProgress => Self::InProgress,
            ActionStatus::Shipped => Self::Shipped,
            ActionStatus::Dropped => Self::Dropped,
        }
    }
}

impl From<When> for Label {
    fn from(when: When) -> Self {
        match when {
            When::Before => Self::Before,
            When::During => Self::During,
            When::After => Self::After,
        }
    }
}

impl From<EvidenceKind> for Label {
    fn from(kind: EvidenceKind) -> Self {
        match kind {
            EvidenceKind::Survey => Self::Survey,
            EvidenceKind::Analytics => Self::Analytics,
            EvidenceKind::Interview => Self::Interview,
            EvidenceKind::Recording => Self::Recording,
            EvidenceKind::Sales => Self::Sales,
            EvidenceKind::Support => Self::Support,
            EvidenceKind::Observation => Self::Observation,
            EvidenceKind::Assumption => Self::Assumption,
        }
    }
}

impl From<MapState> for Label {
    fn from(state: MapState) -> Self {
        match state {
            MapState::Current => Self::AsItIs,
            MapState::Future => Self::AsItShouldBe,
        }
    }
}

impl From<Grain> for Label {
    fn from(grain: Grain) -> Self {
        match grain {
            Grain::All => Self::AllTime,
            Grain::Year => Self::ByYear,
            Grain::Quarter => Self::ByQuarter,
            Grain::Month => Self::ByMonth,
            Grain::Week => Self::ByWeek,
            Grain::Day => Self::ByDay,
        }
    }
}

#[cfg(test)]
mod tests;

//! The files under `src` as their compiler sees them: modules, what each defines and imports, and every path in it.
//!
//! Comments and texts in quotes are gone before anything is looked at; code behind test attributes and whole test files
//! are read like any other, and marked.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use proc_macro2::{TokenStream, TokenTree};
use quote::ToTokens;
use syn::spanned::Spanned;
use syn::{Attribute, Item, ItemUse, UseTree, Visibility};

/// One file.
pub(super) struct Source {
    /// Below `src`, with slashes: `app/view.rs`.
    pub(super) path: String,
    pub(super) n_lines: usize,
    pub(super) has_header: bool,
    /// Is the whole file test code?
    pub(super) is_test: bool,
    /// Does any `mod` lead to it?
    pub(super) is_declared: bool,
}

/// A module: a file, or one written inside a file.
pub(super) struct Module {
    pub(super) file_idx: usize,
    pub(super) parent: Option<usize>,
    pub(super) is_test: bool,
    pub(super) children: BTreeMap<String, usize>,
    /// What is defined here, by name.
    pub(super) items: BTreeMap<String, Noun>,
    pub(super) imports: Vec<Import>,
    pub(super) mentions: Vec<Mention>,
}

/// What is known of a definition.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Noun {
    /// A struct, enum, trait or type alias that the whole crate can see, outside test code.
    Public,
    /// Anything else.
    Other,
}

/// One leaf of a `use` tree.
pub(super) struct Import {
    /// The name it has here; `None` for a glob.
    pub(super) name: Option<String>,
    pub(super) path: Vec<String>,
    pub(super) line: usize,
    pub(super) is_test: bool,
}

/// A path in code that is no `use`: `crate::a::b`, `fold::row`, `View`.
pub(super) struct Mention {
    pub(super) path: Vec<String>,
    pub(super) line: usize,
    pub(super) is_test: bool,
}

/// The whole crate.
pub(super) struct Crate {
    pub(super) sources: Vec<Source>,
    /// The first is the root.
    pub(super) modules: Vec<Module>,
}

impl Crate {
    /// Reads every file under `src`.
    pub(super) fn read() -> Self {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
        let files = files_under(&root).into_iter().map(|path| {
            let below = path.strip_prefix(&root).expect("inside").to_string_lossy().replace('\\', "/");
            (below, fs::read_to_string(&path).expect("readable"))
        });
        Self::of(files.collect())
    }

    /// The crate of these files: each its path below `src` and its text.
    pub(super) fn of(texts: Vec<(String, String)>) -> Self {
        let mut read = Self { sources: Vec::new(), modules: Vec::new() };
        let mut files = Vec::new();
        for (file_idx, (path, text)) in texts.into_iter().enumerate() {
            let file = syn::parse_file(&text).expect("what compiles parses");
            files.push((path.trim_end_matches(".rs").to_owned(), file_idx, file));
            read.sources.push(Source {
                path,
                n_lines: text.lines().count(),
                has_header: text.starts_with("//!"),
                is_test: false,
                is_declared: false,
            });
        }
        for stem in ["lib", "main"] {
            read.enter(stem, None, false, &files);
        }
        read
    }

    /// A file that a `mod` leads to, and all that follow from it.
    fn enter(
        &mut self,
        stem: &str,
        parent: Option<usize>,
        is_test: bool,
        files: &[(String, usize, syn::File)],
    ) -> Option<usize> {
        let (_, file_idx, file) = files.iter().find(|(own, ..)| own == stem)?;
        self.sources[*file_idx].is_declared = true;
        self.sources[*file_idx].is_test = is_test;
        let module_idx = self.open(*file_idx, parent, is_test);
        let folder = if parent.is_none() { String::new() } else { format!("{stem}/") };
        self.fill(module_idx, &file.items, &folder, files);
        Some(module_idx)
    }

    fn open(&mut self, file_idx: usize, parent: Option<usize>, is_test: bool) -> usize {
        self.modules.push(Module {
            file_idx,
            parent,
            is_test,
            children: BTreeMap::new(),
            items: BTreeMap::new(),
            imports: Vec::new(),
            mentions: Vec::new(),
        });
        self.modules.len() - 1
    }

    fn fill(&mut self, module_idx: usize, items: &[Item], folder: &str, files: &[(String, usize, syn::File)]) {
        for item in items {
            let is_test = self.modules[module_idx].is_test || attributes(item).iter().any(is_for_tests);
            match item {
                Item::Use(item) => self.modules[module_idx].import(item, is_test),
                Item::Mod(item) => {
                    let name = item.ident.to_string();
                    let child = match &item.content {
                        None => self.enter(&format!("{folder}{name}"), Some(module_idx), is_test, files),
                        Some((_, inner)) => {
                            let child = self.open(self.modules[module_idx].file_idx, Some(module_idx), is_test);
                            self.fill(child, inner, &format!("{folder}{name}/"), files);
                            Some(child)
                        }
                    };
                    if let Some(child) = child {
                        self.modules[module_idx].children.insert(name, child);
                    }
                }
                other => {
                    if let Some((name, noun)) = defined(other, is_test) {
                        self.modules[module_idx].items.insert(name, noun);
                    }
                    if let Item::Macro(item) = other
                        && item.ident.is_some()
                        && !is_test
                    {
                        let nouns = made(item.mac.tokens.clone()).into_iter().map(|name| (name, Noun::Public));
                        self.modules[module_idx].items.extend(nouns);
                    }
                    self.modules[module_idx].mention(other.to_token_stream(), is_test);
                }
            }
        }
    }
}

impl Module {
    fn import(&mut self, item: &ItemUse, is_test: bool) {
        if item.leading_colon.is_none() {
            self.branch(&item.tree, &mut Vec::new(), is_test);
        }
    }

    fn branch(&mut self, tree: &UseTree, above: &mut Vec<String>, is_test: bool) {
        match tree {
            UseTree::Path(path) => {
                above.push(path.ident.to_string());
                self.branch(&path.tree, above, is_test);
                above.pop();
            }
            UseTree::Group(group) => group.items.iter().for_each(|tree| self.branch(tree, above, is_test)),
            UseTree::Name(leaf) => self.leaf(&leaf.ident, None, above, is_test),
            UseTree::Rename(leaf) => self.leaf(&leaf.ident, Some(leaf.rename.to_string()), above, is_test),
            UseTree::Glob(glob) => {
                let line = glob.span().start().line;
                self.imports.push(Import { name: None, path: above.clone(), line, is_test });
            }
        }
    }

    fn leaf(&mut self, ident: &syn::Ident, rename: Option<String>, above: &[String], is_test: bool) {
        let mut path = above.to_vec();
        if ident != "self" {
            path.push(ident.to_string());
        }
        let name = rename.or_else(|| path.last().cloned());
        self.imports.push(Import { name, path, line: ident.span().start().line, is_test });
    }

    /// Every path among these tokens, those in the arguments of macros included.
    fn mention(&mut self, tokens: TokenStream, is_test: bool) {
        let mut tokens = tokens.into_iter().peekable();
        // The two tokens before, where they are signs.
        let mut before = (' ', ' ');
        while let Some(token) = tokens.next() {
            match token {
                TokenTree::Group(group) => {
                    self.mention(group.stream(), is_test);
                    before = (' ', ' ');
                }
                TokenTree::Punct(punct) => before = (before.1, punct.as_char()),
                TokenTree::Literal(_) => before = (' ', ' '),
                TokenTree::Ident(ident) if ident == "use" => {
                    let rest: TokenStream = tokens
                        .by_ref()
                        .take_while(|token| !matches!(token, TokenTree::Punct(punct) if punct.as_char() == ';'))
                        .collect();
                    if let Ok(item) = syn::parse2::<ItemUse>(quote::quote!(use #rest;)) {
                        self.import(&item, is_test);
                    } else {
                        self.mention(rest, is_test);
                    }
                }
                // A lifetime; a field or a method; the tail of `<T as Trait>::Item`, or a path from outside the crate.
                TokenTree::Ident(_)
                    if before.1 == '\'' || (before.1 == '.' && before.0 != '.') || before == (':', ':') =>
                {
                    before = (' ', ' ');
                }
                TokenTree::Ident(first) => {
                    let line = first.span().start().line;
                    let mut path = vec![first.to_string()];
                    let mut rest = tokens.clone();
                    while let (Some(TokenTree::Punct(one)), Some(TokenTree::Punct(two)), Some(TokenTree::Ident(next))) =
                        (rest.next(), rest.next(), rest.next())
                    {
                        if one.as_char() != ':' || two.as_char() != ':' {
                            break;
                        }
                        path.push(next.to_string());
                        tokens = rest.clone();
                    }
                    before = (' ', ' ');
                    if !matches!(path[..], [ref only] if matches!(only.as_str(), "crate" | "self" | "super" | "Self")) {
                        self.mentions.push(Mention { path, line, is_test });
                    }
                }
            }
        }
    }
}

fn files_under(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut entries: Vec<_> =
        fs::read_dir(folder).expect("src is there").map(|entry| entry.expect("an entry").path()).collect();
    entries.sort();
    for path in entries {
        if path.is_dir() {
            found.extend(files_under(&path));
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            found.push(path);
        }
    }
    found
}

fn is_for_tests(attribute: &Attribute) -> bool {
    let words = attribute.meta.to_token_stream().to_string();
    let mut words = words.split(|c: char| !c.is_alphanumeric() && c != '_').filter(|word| !word.is_empty());
    match words.next() {
        Some("test") => true,
        Some("cfg") => words.clone().any(|word| word == "test") && words.all(|word| word != "not"),
        _ => false,
    }
}

fn attributes(item: &Item) -> &[Attribute] {
    match item {
        Item::Const(item) => &item.attrs,
        Item::Enum(item) => &item.attrs,
        Item::Fn(item) => &item.attrs,
        Item::Impl(item) => &item.attrs,
        Item::Macro(item) => &item.attrs,
        Item::Mod(item) => &item.attrs,
        Item::Static(item) => &item.attrs,
        Item::Struct(item) => &item.attrs,
        Item::Trait(item) => &item.attrs,
        Item::Type(item) => &item.attrs,
        Item::Union(item) => &item.attrs,
        Item::Use(item) => &item.attrs,
        _ => &[],
    }
}

/// The public types that a macro of this file makes under names of its own.
fn made(tokens: TokenStream) -> Vec<String> {
    let tokens: Vec<TokenTree> = tokens.into_iter().collect();
    let mut names = Vec::new();
    for (idx, token) in tokens.iter().enumerate() {
        match (token, tokens.get(idx + 1), tokens.get(idx + 2)) {
            (TokenTree::Group(group), ..) => names.extend(made(group.stream())),
            (TokenTree::Ident(word), Some(TokenTree::Ident(item)), Some(TokenTree::Ident(name)))
                if word == "pub" && (item == "enum" || item == "struct") =>
            {
                names.push(name.to_string());
            }
            _ => {}
        }
    }
    names
}

fn defined(item: &Item, is_test: bool) -> Option<(String, Noun)> {
    let noun = |visibility: &Visibility| {
        let is_public = match visibility {
            Visibility::Public(_) => true,
            Visibility::Restricted(within) => within.path.is_ident("crate"),
            Visibility::Inherited => false,
        };
        if is_public && !is_test { Noun::Public } else { Noun::Other }
    };
    match item {
        Item::Enum(item) => Some((item.ident.to_string(), noun(&item.vis))),
        Item::Struct(item) => Some((item.ident.to_string(), noun(&item.vis))),
        Item::Trait(item) => Some((item.ident.to_string(), noun(&item.vis))),
        Item::Type(item) => Some((item.ident.to_string(), noun(&item.vis))),
        Item::Union(item) => Some((item.ident.to_string(), noun(&item.vis))),
        Item::Const(item) => Some((item.ident.to_string(), Noun::Other)),
        Item::Fn(item) => Some((item.sig.ident.to_string(), Noun::Other)),
        Item::Static(item) => Some((item.ident.to_string(), Noun::Other)),
        Item::Macro(item) => item.ident.as_ref().map(|ident| (ident.to_string(), Noun::Other)),
        _ => None,
    }
}

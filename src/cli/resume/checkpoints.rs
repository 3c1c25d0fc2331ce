//! When the journal is written, and what a run finds when it begins.

use std::fs;
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use serde_json::Value;

use super::super::inputs::OURS;
use super::super::messages::{Shown, reason};
use super::super::outputs::{Existing, Output, Part, UNFINISHED, beside, is_there, taken};
use super::super::plan::{Mistake, Plan};
use super::journal::{Journal, Point, Position, remove};
use super::options::difference;

/// How often the journal is written at most; and how much longer than writing it takes
/// it is left alone.
const BETWEEN: Duration = Duration::from_millis(250);
const LONGER: u32 = 20;

/// The points behind which a run can be gone on with.
pub(crate) struct Checkpoints<'r> {
    journal: Journal,
    sketches: PathBuf,
    /// What is made of the one file that is written, until it is whole.
    part: Option<PathBuf>,
    options: &'r Value,
    /// What the run goes on from.
    former: Option<Point>,
    /// The newest point that the journal does not have yet.
    newest: Option<Point>,
    written: Instant,
    /// How long to wait until it is written again.
    between: Duration,
}

/// What a run finds where it is to write.
pub(crate) enum Start<'r> {
    /// It can begin, or go on.
    Ready(Box<Checkpoints<'r>>),
    /// A former run has done it all.
    Complete,
}

impl<'r> Checkpoints<'r> {
    /// Looks at what is there: nothing, the output, or what is left of a run that was
    /// broken off. `None` when nothing is written that could be gone on with.
    pub(crate) fn look(plan: &'r Plan) -> Result<Option<Start<'r>>, Mistake> {
        let Some(mut checkpoints) = Checkpoints::of(&plan.output, &plan.options) else {
            return Ok(None);
        };
        let left = checkpoints.left().to_owned();
        let is_left = is_there(&left);
        let whole = plan.output.file().filter(|path| !is_left && is_there(path));
        if let (Output::Folder(mirror), Existing::Overwritten | Existing::Resumed) =
            (&plan.output, plan.existing)
        {
            remove_unfinished(&mirror.folder).map_err(|error| about(&mirror.folder, &error))?;
        }
        match (plan.existing, whole) {
            (Existing::Refused, _) if is_left => {
                return Err(Mistake(format!(
                    "{}: is left of a run that was broken off; --resume goes on with it, \
                     --overwrite begins anew",
                    Shown(&left)
                )));
            }
            (Existing::Refused, Some(whole)) => return Err(about(whole, &taken())),
            (Existing::Refused, None) => {}
            (Existing::Overwritten, _) => {
                let removed = checkpoints
                    .remove()
                    .and_then(|()| checkpoints.remove_part());
                removed.map_err(|error| about(&left, &error))?;
            }
            (Existing::Resumed, Some(_)) => {
                checkpoints.remove().map_err(|error| about(&left, &error))?;
                return Ok(Some(Start::Complete));
            }
            (Existing::Resumed, None) => {
                checkpoints.former = checkpoints.read()?.filter(|_| is_left);
            }
        }
        Ok(Some(Start::Ready(Box::new(checkpoints))))
    }

    /// None yet, for an output that can be gone on with.
    fn of(output: &Output, options: &'r Value) -> Option<Checkpoints<'r>> {
        let (journal, sketches) = match output {
            Output::Folder(mirror) => (
                mirror.folder.join(".dechrome-journal"),
                mirror.folder.join(".dechrome-sketches"),
            ),
            one => {
                let file = one.file()?;
                (beside(file, "journal"), beside(file, "sketches"))
            }
        };
        Some(Checkpoints {
            journal: Journal::at(journal),
            sketches,
            part: output.file().map(Part::path_of),
            options,
            former: None,
            newest: None,
            written: Instant::now(),
            between: BETWEEN,
        })
    }

    /// What there is of a run that was broken off.
    fn left(&self) -> &Path {
        self.part.as_deref().unwrap_or(self.journal.path())
    }

    /// How far a former run was, which must have had the same options. What it has
    /// made is of no use if it does not say.
    fn read(&self) -> Result<Option<Point>, Mistake> {
        let path = self.journal.path();
        let Some((options, point)) = self.journal.read().map_err(|error| about(path, &error))?
        else {
            let removed = self.remove_part();
            return removed
                .map(|()| None)
                .map_err(|error| about(self.left(), &error));
        };
        match difference(&options, self.options) {
            Some(difference) => Err(Mistake(format!(
                "{}: {difference}; go on with the same options, or begin anew with --overwrite",
                Shown(path)
            ))),
            None => Ok(Some(point)),
        }
    }

    /// Where the run goes on.
    pub(crate) fn position(&self) -> Position {
        self.former
            .as_ref()
            .map_or_else(Position::default, |former| former.position)
    }

    /// How far the output was, in its own terms; `None` at the beginning.
    pub(crate) fn output(&self) -> Option<&Value> {
        self.former.as_ref().map(|former| &former.output)
    }

    /// What was counted before.
    pub(crate) fn counted(&self) -> Option<&Value> {
        self.former.as_ref().map(|former| &former.counted)
    }

    /// The file that the sketches of bodies are kept in.
    pub(crate) fn sketches(&self) -> &Path {
        &self.sketches
    }

    /// Whether the journal is old enough to be written again.
    pub(crate) fn is_due(&self) -> bool {
        self.written.elapsed() >= self.between
    }

    /// Notes a point behind which the run can be gone on with.
    pub(crate) fn note(&mut self, position: Position, output: Value, counted: Value) {
        self.newest = Some(Point {
            position,
            output,
            counted,
        });
    }

    /// Writes the newest point into the journal, once all before it is on the disk.
    pub(crate) fn write(&mut self, sync: impl FnOnce() -> io::Result<()>) -> io::Result<()> {
        if let Some(point) = self.newest.take() {
            let begun = Instant::now();
            sync()?;
            self.journal.write(self.options, &point)?;
            self.written = Instant::now();
            self.between = BETWEEN.max(LONGER * begun.elapsed());
            self.former = Some(point);
        }
        Ok(())
    }

    /// Whether there is a point to go on from.
    pub(crate) fn any(&self) -> bool {
        self.former.is_some()
    }

    /// Removes the journal and what belongs to it: the run is at its end.
    pub(crate) fn remove(&self) -> io::Result<()> {
        remove(&self.sketches)?;
        self.journal.remove()
    }

    fn remove_part(&self) -> io::Result<()> {
        self.part.iter().try_for_each(|part| remove(part))
    }
}

fn about(path: &Path, error: &io::Error) -> Mistake {
    Mistake(format!("{}: {}", Shown(path), reason(error)))
}

/// Removes the files that a run which was killed has left unfinished in a folder.
fn remove_unfinished(folder: &Path) -> io::Result<()> {
    let entries = match fs::read_dir(folder) {
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(()),
        entries => entries?,
    };
    for entry in entries {
        let entry = entry?;
        let name = entry.file_name();
        let name = name.as_encoded_bytes();
        if name.starts_with(OURS.as_bytes()) && name.ends_with(UNFINISHED.as_bytes()) {
            remove(&entry.path())?;
        }
    }
    Ok(())
}

//! The work: documents are drawn, cleaned by all jobs and delivered in order, whatever
//! becomes of any of them.

mod clean;
mod delivery;
mod documents;
mod pool;
mod rewrite;
mod watch;

use std::fs;
use std::io::{self, BufWriter, ErrorKind, Write};
use std::path::Path;
use std::process;
use std::sync::{Mutex, PoisonError};
use std::time::Instant;

#[cfg(feature = "parquet")]
use dechrome::render::jsonl::Blocks;
use serde_json::{Value, json};

#[cfg(feature = "parquet")]
use super::containers::Added;
use super::copies::Copies;
use super::exit::Exit;
use super::messages::{Messages, Shown, reason};
use super::outputs::{Output, Part, Stream, Temporaries, Unfinished};
#[cfg(feature = "parquet")]
use super::outputs::{TableFile, View};
use super::plan::{Mistake, Plan, Progress};
use super::report::{Meter, Report, Tally};
use super::resume::{Checkpoints, Start};
use clean::{Cleaning, Done};
use delivery::{Delivery, End, Records, Target};
use documents::Documents;
use pool::Weighed;
use watch::{Rest, Watch};

/// How much stdout holds back.
const BUFFER: usize = 64 * 1024;

/// Does what was planned.
pub(crate) fn run(plan: &Plan, messages: &mut Messages) -> Exit {
    let temporaries = Temporaries::default();
    match begin(plan, &temporaries, messages) {
        Ok(Some((documents, delivery))) => go(plan, &temporaries, documents, delivery),
        Ok(None) => Exit::Done,
        Err(mistake) => {
            messages.mistake(&mistake);
            Exit::Failed
        }
    }
}

/// How a run ends when stdout takes no more: quietly when its reader had enough.
pub(crate) fn stdout_failed(error: &io::Error, messages: &mut Messages) -> Exit {
    if error.kind() == ErrorKind::BrokenPipe {
        return Exit::Done;
    }
    messages.error("<stdout>", reason(error));
    Exit::Failed
}

/// Opens the output and finds the first document; `None` when all is done already.
fn begin<'r>(
    plan: &'r Plan,
    temporaries: &'r Temporaries,
    messages: &'r mut Messages,
) -> Result<Option<(Documents<'r>, Delivery<'r>)>, Mistake> {
    let checkpoints = match Checkpoints::look(plan)? {
        Some(Start::Complete) => {
            let words = "is complete already; nothing was done";
            messages.note(plan.output.shown(), words);
            return Ok(None);
        }
        Some(Start::Ready(checkpoints)) => Some(*checkpoints),
        None => None,
    };
    let mut documents = Documents::of(plan);
    if let Some(checkpoints) = &checkpoints {
        let skipped = documents.skip_to(checkpoints.position());
        skipped.map_err(|error| Mistake(format!("{}: {error}", plan.output.shown())))?;
    }
    let not_written =
        |error: io::Error| Mistake(format!("{}: {}", plan.output.shown(), reason(&error)));
    let target = target(plan, checkpoints.as_ref()).map_err(not_written)?;
    let copies = copies(plan, checkpoints.as_ref()).map_err(not_written)?;
    let counted = checkpoints.as_ref().and_then(Checkpoints::counted).cloned();
    let counted = counted.unwrap_or_default();
    let total = (plan.progress != Progress::None).then(|| plan.sources.bytes());
    let delivery = Delivery {
        plan,
        temporaries,
        messages,
        tally: Tally::read(&counted["tally"]),
        report: plan
            .report
            .is_some()
            .then(|| Report::read(&counted["report"])),
        target,
        copies,
        meter: Meter::new(plan.progress, total.flatten(), documents.read()),
        input: Tally::default(),
        position: checkpoints
            .as_ref()
            .map(Checkpoints::position)
            .unwrap_or_default(),
        checkpoints,
        end: None,
    };
    Ok(Some((documents, delivery)))
}

fn target(plan: &Plan, checkpoints: Option<&Checkpoints<'_>>) -> io::Result<Target> {
    let former = checkpoints.and_then(Checkpoints::output);
    Ok(match &plan.output {
        Output::Stdout => {
            let stdout = BufWriter::with_capacity(BUFFER, io::stdout());
            Target::Stdout(Stream::new(stdout).watched(plan.watched))
        }
        Output::Lines { path, packing } => Target::Lines(match former {
            Some(former) => {
                let bytes = former["bytes"].as_u64().unwrap_or_default();
                Part::go_on(path, *packing, bytes)?
            }
            None => Part::begin(path, *packing)?,
        }),
        #[cfg(feature = "parquet")]
        Output::Table { path } => {
            let parts = former.and_then(|former| former["parts"].as_u64());
            let added = Added {
                blocks: plan.rendering.view == View::JsonLines(Blocks::With),
                copy_of: plan.rendering.copies,
            };
            Target::Table(TableFile::begin(path, added, parts.unwrap_or_default())?)
        }
        Output::Folder(_) => Target::Tree(Records::None),
        Output::InPlace => Target::Elsewhere,
    })
}

fn copies(plan: &Plan, checkpoints: Option<&Checkpoints<'_>>) -> io::Result<Option<Copies>> {
    if !plan.rendering.copies {
        return Ok(None);
    }
    Ok(Some(match checkpoints {
        Some(checkpoints) => {
            let sketches = checkpoints.sketches();
            fs::create_dir_all(sketches.parent().unwrap_or(sketches))?;
            let former = checkpoints.output();
            let bytes = former.and_then(|former| former["sketches"].as_u64());
            Copies::kept_in(sketches, bytes.unwrap_or_default())?
        }
        None => Copies::unkept(),
    }))
}

/// What came of a bunch.
struct Worked {
    done: Vec<Done>,
    waits: bool,
}

impl Weighed for Worked {
    fn weight(&self) -> usize {
        self.done.iter().map(Done::weight).sum()
    }
}

/// Works through all documents.
fn go(
    plan: &Plan,
    temporaries: &Temporaries,
    mut documents: Documents<'_>,
    delivery: Delivery<'_>,
) -> Exit {
    let watch = Watch::hearing_signals(temporaries);
    let begun = Instant::now();
    let cleaning = Cleaning::of(plan, temporaries);
    let delivery = Mutex::new(delivery);
    pool::run(
        plan.jobs,
        &watch,
        || documents.draw(),
        |bunch| Worked {
            waits: bunch.waits,
            done: bunch
                .items
                .into_iter()
                .map(|item| cleaning.work(item))
                .collect(),
        },
        |Worked { done, waits }| locked(&delivery).take(done, waits),
        |rest| {
            if rest == Rest::Interrupted {
                // Whoever waits for input would hold up the end for ever.
                let exit = interrupted(&mut locked(&delivery));
                temporaries.remove_for_good();
                process::exit(exit.code().into());
            }
        },
    );
    let mut delivery = delivery
        .into_inner()
        .unwrap_or_else(PoisonError::into_inner);
    if watch.interrupted() && delivery.end.is_none() {
        return interrupted(&mut delivery);
    }
    ended(delivery, begun)
}

fn locked<'d, 'r>(delivery: &'d Mutex<Delivery<'r>>) -> std::sync::MutexGuard<'d, Delivery<'r>> {
    delivery.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Ends a run at a signal: what is done is done, and the rest can be gone on with.
fn interrupted(delivery: &mut Delivery<'_>) -> Exit {
    broken_off(delivery, "interrupted");
    Exit::Interrupted
}

/// Leaves what another run can go on with, and says so.
fn broken_off(delivery: &mut Delivery<'_>, why: &str) {
    if let Target::Stdout(stdout) = &mut delivery.target {
        // Whether it is read or not, there is no more to come.
        let _ = stdout.flush();
    }
    delivery.meter.clear();
    if delivery.leave() {
        let words = format_args!(
            "{why} after {} documents; the same command with --resume goes on",
            delivery.tally.documents()
        );
        delivery.messages.note(delivery.plan.output.shown(), words);
    }
}

/// Ends a run that was not interrupted.
fn ended(mut delivery: Delivery<'_>, begun: Instant) -> Exit {
    match delivery.end.take() {
        Some(End::Stdout(error)) => return stdout_failed(&error, delivery.messages),
        Some(End::Full | End::FailFast) => {
            broken_off(&mut delivery, "ended");
            return Exit::Failed;
        }
        None => {}
    }
    delivery.meter.clear();
    if let Target::Stdout(stdout) = &mut delivery.target
        && let Err(error) = stdout.flush()
    {
        return stdout_failed(&error, delivery.messages);
    }
    let Delivery {
        plan,
        temporaries,
        messages,
        tally,
        report,
        target,
        checkpoints,
        ..
    } = delivery;
    let finished = finish(target, plan)
        .and_then(|()| checkpoints.map_or(Ok(()), |checkpoints| checkpoints.remove()));
    if let Err(error) = finished {
        messages.error(plan.output.shown(), reason(&error));
    }
    if let (Some(path), Some(report)) = (&plan.report, report) {
        let mut whole = report.written();
        whole["documents"] = tally.written();
        whole["seconds"] = json!(begun.elapsed().as_secs_f64());
        if let Err(error) = write_report(&whole, path, temporaries) {
            messages.error(Shown(path), reason(&error));
        }
    }
    if plan.summary {
        messages.summary(&tally);
    }
    // Of a run that was gone on with, what failed before counts too.
    if messages.any_errors() || tally.failures() > 0 {
        Exit::Failed
    } else if plan.exit_status && tally.cleaned > 0 && tally.cleaned == tally.empty {
        Exit::NothingKept
    } else {
        Exit::Done
    }
}

/// Makes the output whole, now that all is delivered.
fn finish(target: Target, plan: &Plan) -> io::Result<()> {
    match (target, plan.output.file()) {
        (Target::Lines(part), Some(path)) => part.finish(path, plan.existing),
        #[cfg(feature = "parquet")]
        (Target::Table(table), Some(path)) => table.finish(path, plan.existing),
        (Target::Tree(_), _) => plan.output.sync(),
        _ => Ok(()),
    }
}

fn write_report(report: &Value, path: &Path, temporaries: &Temporaries) -> io::Result<()> {
    let mut file = Unfinished::begin(path.parent().unwrap_or(path), temporaries)?;
    writeln!(file, "{report:#}")?;
    file.finish_synced(path)
}

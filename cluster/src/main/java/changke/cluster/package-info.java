/// The engine on Apache Spark, for histories that outgrow one machine.
///
/// Owns the way from a lake of Parquet files to report files: read, one shuffle by person, the
/// engine on every partition of people, merge, write. Refuses to calculate anything by itself:
/// every number comes from `changke.engine`, so that a report of a cluster equals the report of one
/// machine.
@NullMarked
package changke.cluster;

import org.jspecify.annotations.NullMarked;

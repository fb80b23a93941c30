/** Map. */
@org.jspecify.annotations.NullMarked
package vigie;

"""Texts on their way out to translators and back, in PO or XLIFF files.

Out, for `bpa po export` and `bpa xliff export`:

    jobs            every field that needs work becomes a Job: its texts, its state, notes
    suggest         adds the nearest translation that exists; siblings adapts it to the numbers
    exported        the note by which an import will know how the text went out
    po_export       the jobs as a PO file
    xliff_export    the jobs as an XLIFF file; inline_codes protects the markup

In, for `bpa po import` and `bpa xliff import`:

    po_import       a PO file as Returned texts
    xliff_import    an XLIFF file as Returned texts
    whole_file      refuses a file in the wrong language or of another project
    verdicts        decides of each text: a change, left, or refused
    incoming        writes the changes into the texts of the rule files, if lint finds no error

Also here: stamping (who has confirmed which translation), add_locale (a further language) and
pseudo (a language in disguise, for testing). No module of this folder writes a file: the command
line does.
"""

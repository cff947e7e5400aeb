using System.Text.Json;
using Kumiko.Testing;
using Recipes.ReferenceLabels;

namespace Recipes.Tests;

public abstract class ReferenceLabelsSpecification(Databases databases) : RecipeSpecification(databases)
{
    [Fact]
    public async Task Visits_show_the_names_of_those_patients_whom_the_reader_may_see()
    {
        var app = await Start(new WardFeature());
        var doctor = app.As("Doctor");
        var nurse = app.As("Nurse").WithClaims(c => c.With("ward:name", "east"));
        var (ada, ben) = (await Patient(doctor, "Ada", "east"), await Patient(doctor, "Ben", "west"));
        await doctor.Create(new Visit { Day = new DateOnly(2026, 3, 1), PatientId = ada.Id });
        await doctor.Create(new Visit { Day = new DateOnly(2026, 3, 2), PatientId = ben.Id });

        (await Labels(doctor, "patientId", "name")).ShouldBe(["Ada", "Ben"]);
        (await Labels(nurse, "patientId", "name")).ShouldBe(["Ada", null]);
    }

    [Fact]
    public async Task A_label_is_for_those_who_may_read_the_field()
    {
        var app = await Start(new WardFeature());
        var doctor = app.As("Doctor");
        var nurse = app.As("Nurse").WithClaims(c => c.With("ward:name", "east"));
        var ada = await Patient(doctor, "Ada", "east");
        await doctor.Create(new Visit { Day = new DateOnly(2026, 3, 1), PatientId = ada.Id, SimilarCaseId = ada.Id });

        (await Labels(doctor, "similarCaseId", "diagnosis")).ShouldBe(["Cold"]);
        (await Labels(nurse, "similarCaseId", "diagnosis")).ShouldBe([null]);
    }

    private static Task<Patient> Patient(TestUser doctor, string name, string ward) =>
        doctor.Create(new Patient { Name = name, Ward = ward, Diagnosis = "Cold" });

    /// <summary>What stands beside the visits, one for each; null for none.</summary>
    private static async Task<IReadOnlyList<string?>> Labels(TestUser user, string field, string label) =>
        [.. (await user.QueryNamed("ward:query:visit:list", "{}")).GetProperty("rows").EnumerateArray().Select(visit =>
            visit.GetProperty("_refs").TryGetProperty(field, out var labels)
                ? labels.GetProperty(visit.GetProperty(field).GetString()!).GetProperty(label).GetString()
                : null)];
}
